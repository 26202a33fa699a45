import { IMPORT_LIMITS, ROW_TROUBLES, type RowTrouble } from '@undertone/contract/directory-import';
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** How the file is laid out, told once from its beginning. */
const LayoutSchema = v.variant('kind', [
  v.object({
    kind: v.literal('csv'),
    delimiter: v.string(),
    /** `null`: the layout has no heading. */
    heading: v.nullable(v.array(v.string())),
  }),
  v.object({ kind: v.literal('json') }),
]);

export type Layout = v.InferOutput<typeof LayoutSchema>;

/** What one slice of an import hands to the next. */
const ProgressSchema = v.object({
  /** So that no two states of an import are the same text: what a slice may write depends on it. */
  step: count,
  /** The file was packed: what is read lies beside what was sent. */
  isUnpacked: v.boolean(),
  layout: v.nullable(LayoutSchema),
  /** Records met, the heading and empty rows included: the place of the next. */
  records: count,
  rows: count,
  added: count,
  changed: count,
  unchanged: count,
  removed: count,
  /** Rows left out because something is wrong with them. */
  faulty: count,
  troubles: v.record(v.picklist(ROW_TROUBLES), count) as v.GenericSchema<Partial<Record<RowTrouble, number>>>,
  /** Troubles kept with their place so far. */
  kept: count,
  /** The file ends in the middle of a row or before its end: whatever was to follow is missing. */
  isCutOff: v.optional(v.boolean(), false),
  /** The last of the source's ids that was compared. */
  comparedTo: v.string(),
  /** Where publishing goes on. */
  publishFrom: v.nullable(v.string()),
});

export type Progress = v.InferOutput<typeof ProgressSchema>;

export const NO_PROGRESS: Progress = {
  ...{
    step: 0,
    isUnpacked: false,
    layout: null,
    records: 0,
    rows: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    removed: 0,
  },
  ...{ faulty: 0, troubles: {}, kept: 0, isCutOff: false, comparedTo: '', publishFrom: null },
};

export function parseProgress(text: string): Progress {
  return v.parse(ProgressSchema, JSON.parse(text));
}

export function progressText(progress: Progress): string {
  return JSON.stringify(progress);
}

/** Rows that are left out although nothing is wrong with them, or that are kept with a field less. */
const NO_FAULT: ReadonlySet<RowTrouble> = new Set([
  'invalid-field',
  'duplicate-of-other-source',
  'not-care',
  'closed',
]);

/** Counts troubles in; as many of them as there is room for are kept with their place. */
export function countNotes(
  progress: Progress,
  notes: readonly { readonly note: { readonly trouble: RowTrouble } }[],
): Progress {
  const troubles = { ...progress.troubles };
  let { faulty } = progress;
  for (const { note } of notes) {
    troubles[note.trouble] = (troubles[note.trouble] ?? 0) + 1;
    if (!NO_FAULT.has(note.trouble)) faulty++;
  }
  const kept = Math.min(IMPORT_LIMITS.keptErrors, progress.kept + notes.length);
  return { ...progress, troubles, faulty, kept };
}
