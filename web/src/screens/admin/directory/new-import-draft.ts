import {
  IMPORT_LIMITS,
  NewImportSchema,
  type ColumnMapping,
  type ImportFormat,
  type NewImport,
} from '@undertone/contract/directory-import';
import { err, ok, type Result } from '@undertone/base/result';
import * as v from 'valibot';
import { isMappingWhole } from './column-guess.ts';
import { PRESET_VALUES, type Preset } from './source-presets.ts';

/** What stands in the form. */
export interface ImportDraft {
  readonly file: File | null;
  readonly preset: Preset;
  readonly format: ImportFormat;
  readonly id: string;
  readonly name: string;
  readonly licence: string;
  readonly attribution: string;
  readonly url: string;
  readonly isSample: boolean;
  readonly country: string;
  readonly addOnly: boolean;
  /** `null`: the heading could not be looked at, and speaks for itself. */
  readonly columns: ColumnMapping | null;
  readonly isDryRun: boolean;
}

/** Where something is missing or wrong. */
export type DraftField =
  | 'file'
  | 'fileBytes'
  | 'id'
  | 'name'
  | 'licence'
  | 'attribution'
  | 'url'
  | 'country'
  | 'columns';

export const MOST_FILE_BYTES = IMPORT_LIMITS.partBytes * IMPORT_LIMITS.parts;

export function withPreset(draft: ImportDraft, preset: Preset): ImportDraft {
  const { format, source } = PRESET_VALUES[preset];
  return { ...draft, preset, format, ...source, isSample: false };
}

/** Of an empty form: nothing is chosen, and nothing would be changed. */
export const EMPTY_DRAFT: ImportDraft = {
  ...{ file: null, preset: 'other', format: 'csv', ...PRESET_VALUES.other.source, isSample: false },
  ...{ country: '', addOnly: false, columns: null, isDryRun: true },
};

/** The layout says by itself where its rows are. */
export function namesCountry(format: ImportFormat): boolean {
  return format === 'nppes' || format === 'nhs-ods';
}

/** What the server is asked for, or where the form still wants something. */
export function newImportOf(draft: ImportDraft): Result<NewImport, readonly DraftField[]> {
  if (draft.file === null) return err(['file']);
  const isMapped = draft.format === 'csv' && draft.columns !== null;
  const given = (text: string) => (text.trim() === '' ? undefined : text.trim());
  const parsed = v.safeParse(NewImportSchema, {
    format: draft.format,
    source: {
      ...{ id: draft.id.trim(), name: draft.name, licence: draft.licence },
      ...{ attribution: given(draft.attribution), url: given(draft.url), isSample: draft.isSample },
    },
    ...(isMapped ? { columns: draft.columns } : {}),
    addOnly: draft.addOnly,
    country: namesCountry(draft.format) ? undefined : given(draft.country.toUpperCase()),
    fileBytes: draft.file.size,
  });
  const wrong = new Set<DraftField>();
  for (const { path } of parsed.success ? [] : parsed.issues) {
    const [first, second] = (path ?? []).map(({ key }) => key);
    wrong.add((first === 'source' ? second : first) as DraftField);
  }
  if (isMapped && !isMappingWhole(draft.columns)) wrong.add('columns');
  return parsed.success && wrong.size === 0 ? ok(parsed.output) : err([...wrong]);
}
