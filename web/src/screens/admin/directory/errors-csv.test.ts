import { expect, it } from 'vitest';
import { errorsCsv } from './errors-csv.ts';

it('writes a row for each, quoted, and nothing that a spreadsheet would run', () => {
  const csv = errorsCsv([
    { row: 7, trouble: 'invalid-field', field: 'phone', excerpt: 'say "hi"' },
    { row: 8, trouble: 'missing-name', field: null, excerpt: '=HYPERLINK("x")' },
  ]);
  expect(csv).toBe(
    '"row","trouble","field","excerpt"\r\n' +
      '"7","invalid-field","phone","say ""hi"""\r\n' +
      `"8","missing-name","","'=HYPERLINK(""x"")"\r\n`,
  );
});
