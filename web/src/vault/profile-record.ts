import { computed, signal } from '@preact/signals';
import { ok, type Result } from '@undertone/base/result';
import type { RecordId } from '@undertone/contract/primitives';
import type { SaveFailure } from '../app/journal-port.ts';
import type { ProfilePort } from '../app/profile-port.ts';
import { PROFILE_RECORD_ID } from './collections.ts';
import { ENTRY_SCHEMA, join, standingIn, type EntryDocument } from './entry-document.ts';
import { replaceWrites } from './entry-edit.ts';
import type { Edit } from './entry-records.ts';
import { compareShown } from './entry-versions.ts';
import { covers } from './version-vector.ts';
import type { Writer } from './writer.ts';

/** Day and zone mean nothing here, and two devices must begin alike. */
const NO_PROFILE: EntryDocument = {
  schema: ENTRY_SCHEMA,
  createdAt: 0,
  zone: 'UTC',
  clock: {},
  fields: {},
  history: [],
};

export interface ProfileRecord extends ProfilePort {
  /** A state of the profile that was opened or merged somewhere. */
  show(document: EntryDocument): void;
  /** Another journal is being opened, or this one is being locked. */
  clear(): void;
}

export function createProfileRecord(parts: {
  readonly save: (recordId: RecordId, edit: Edit) => Promise<Result<boolean, SaveFailure>>;
  readonly writer: () => Writer;
}): ProfileRecord {
  const shown = signal<EntryDocument | null>(null);
  return {
    values: computed(() => valuesIn(shown.value ?? NO_PROFILE)),
    async write(field, value) {
      const seen = shown.peek();
      const saved = await parts.save(PROFILE_RECORD_ID, (present) =>
        writeField(present, seen, field, value, parts.writer()),
      );
      return saved.ok ? ok() : saved;
    },
    show(document) {
      // Reads come back in any order; what is joined never goes back.
      const before = shown.peek();
      shown.value = before === null ? document : join(before, document);
    },
    clear() {
      shown.value = null;
    },
  };
}

/** `null`: there is nothing to take away. What neither `seen` nor this writer knows of keeps standing. */
export function writeField(
  present: EntryDocument | null,
  seen: EntryDocument | null,
  field: string,
  value: unknown,
  writer: Writer,
): EntryDocument | null {
  const profile = present ?? NO_PROFILE;
  const standing = standingIn(profile, field);
  if (value === null && standing.length === 0) return null;
  const replaced = standing.filter(
    ({ dot }) => dot[0] === writer.replica || (seen !== null && covers(seen.clock, dot)),
  );
  return replaceWrites(profile, field, replaced, { value }, writer);
}

export function valuesIn(profile: EntryDocument): ReadonlyMap<string, readonly unknown[]> {
  return new Map(
    Object.entries(profile.fields).map(([field, writes]) => [
      field,
      [...writes].sort(compareShown).map(({ value }) => value),
    ]),
  );
}
