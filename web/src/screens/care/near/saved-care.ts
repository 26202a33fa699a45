import {
  CareEntrySchema,
  CareSourceSchema,
  type CareEntry,
  type CareSource,
} from '@undertone/contract/directory';
import * as v from 'valibot';

/** Fields of the sealed profile, one for each saved entry. */
const PREFIX = 'care.saved.';

/**
 * As it was when it was saved, so that it is there without a network and when the directory drops it. A newer version of
 * the app may have written more.
 */
const SavedCareSchema = v.looseObject({
  entry: v.looseObject(CareEntrySchema.entries),
  source: v.nullable(v.looseObject(CareSourceSchema.entries)),
  /** ISO 8601, UTC. */
  savedAt: v.pipe(v.string(), v.isoTimestamp()),
});

export interface SavedCare {
  readonly entry: CareEntry;
  readonly source: CareSource | null;
  readonly savedAt: string;
}

export function savedField(id: string): string {
  return `${PREFIX}${id}`;
}

/**
 * Newest first.
 *
 * @param values of the profile: where two devices disagreed, an entry that one of them kept stays.
 */
export function readSavedCare(values: ReadonlyMap<string, readonly unknown[]>): readonly SavedCare[] {
  const saved: SavedCare[] = [];
  for (const [field, standing] of values) {
    if (!field.startsWith(PREFIX)) continue;
    const parsed = standing
      .map((value) => v.safeParse(SavedCareSchema, value))
      .find(({ success }) => success);
    if (parsed?.success === true) saved.push(parsed.output);
  }
  return saved.sort((left, right) => (left.savedAt < right.savedAt ? 1 : -1));
}
