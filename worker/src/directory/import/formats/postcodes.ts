import { err, ok } from '@undertone/base/result';
import { checkPosition } from '../check-position.ts';
import { leaveOut } from '../draft.ts';
import { numberOfText } from '../field-words.ts';
import type { Format } from '../format.ts';
import { csvTable } from './csv-table.ts';

const COLUMNS = ['country', 'postcode', 'lat', 'lon'] as const;

/** `country,postcode,lat,lon`: positions for entries of sources that give none. */
export const POSTCODES: Format = csvTable({
  columnsOf: (heading, options) => {
    const names = heading.map((name) => name.trim().toLowerCase());
    const columns = COLUMNS.map((name) => names.indexOf(name));
    const isMissing = columns.some(
      (column, index) => column < 0 && (index > 0 || options.country === undefined),
    );
    return isMissing ? err('columns-missing') : ok(columns);
  },
  readRow: (row, columns, options) => {
    const [country = '', postcode = '', latText = '', lonText = ''] = columns.map((column) =>
      (row[column] ?? '').trim(),
    );
    const code = (country || (options.country ?? '')).toUpperCase();
    if (!/^[A-Z]{2}$/.test(code)) return leaveOut('invalid-field', 'country', country);
    if (!/[A-Za-z0-9]/.test(postcode)) return leaveOut('missing-id', 'postcode', postcode);
    const [lat, lon] = [numberOfText(latText), numberOfText(lonText)];
    const trouble = checkPosition(lat, lon, code);
    if (trouble !== null) return leaveOut(trouble, 'position', `${latText}, ${lonText}`);
    return { place: { country: code, postcode, lat, lon } };
  },
});
