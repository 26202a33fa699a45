import {
  MAPPABLE_FIELDS,
  type ColumnMapping,
  type MappableField,
} from '@undertone/contract/directory-import';
import { t } from '../../../app/i18n.ts';
import { SelectField } from '../../settings/select-field.tsx';
import { namedColumns } from './column-guess.ts';
import type { CsvHead } from './csv-head.ts';

const NEEDED = ['sourceId', 'name', 'lat', 'lon', 'postcode'] as const satisfies readonly MappableField[];

/** Which column of a table is which field, and how its first rows look so. */
export function ColumnChoice({
  head,
  columns,
  error,
  onChange,
}: {
  readonly head: CsvHead;
  readonly columns: ColumnMapping;
  readonly error: string | null;
  readonly onChange: (columns: ColumnMapping) => void;
}) {
  const options = [
    ['', t('directory.columns.none')] as const,
    ...namedColumns(head.heading).map((name) => [name, name] as const),
  ];
  const choice = (field: MappableField) => (
    <SelectField
      key={field}
      label={t(`directory.field.${field}`)}
      value={columns[field] ?? ''}
      options={options}
      onChange={(name) => onChange({ ...columns, [field]: name === '' ? undefined : name })}
    />
  );
  const isNeeded = (field: MappableField) => NEEDED.some((one) => one === field);
  return (
    <fieldset class="stack stack--tight">
      <legend class="field__label">{t('directory.columns')}</legend>
      <p class="small muted">{`${t('directory.columns.guessed')} ${t('directory.columns.needed')}`}</p>
      {error !== null && (
        <p class="field__error" role="alert">
          {error}
        </p>
      )}
      <div class="directory-columns">{NEEDED.map(choice)}</div>
      <details class="record__how">
        <summary class="record__summary">{t('directory.columns.more')}</summary>
        <div class="directory-columns">{MAPPABLE_FIELDS.filter((field) => !isNeeded(field)).map(choice)}</div>
      </details>
      <Preview head={head} columns={columns} />
    </fieldset>
  );
}

function Preview({ head, columns }: { readonly head: CsvHead; readonly columns: ColumnMapping }) {
  const shown = MAPPABLE_FIELDS.flatMap((field) => {
    const index = head.heading.findIndex((name) => name.trim() === columns[field]);
    return index < 0 ? [] : [{ field, index }];
  });
  if (shown.length === 0 || head.rows.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways, which needs the keyboard too
    <div class="directory-table" role="region" aria-label={t('directory.columns.preview')} tabIndex={0}>
      <table>
        <caption class="small muted">{t('directory.columns.preview')}</caption>
        <thead>
          <tr>
            {shown.map(({ field }) => (
              <th key={field} scope="col">
                {t(`directory.field.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {head.rows.map((row, place) => (
            <tr key={place}>
              {shown.map(({ field, index }) => (
                <td key={field}>{row[index]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
