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

/** How far somebody saw. */
type Seen = Pick<EntryDocument, 'clock'>;

export interface ProfileRecord extends ProfilePort {
  /** A state of the profile that was opened or merged somewhere. */
  show(document: EntryDocument): void;
  /** The journal is being locked: nothing is shown any more, while what waits is still saved over what was shown. */
  hide(): void;
  /** Another journal is being opened. */
  clear(): void;
}

export function createProfileRecord(parts: {
  readonly save: (recordId: RecordId, edit: Edit) => Promise<Result<boolean, SaveFailure>>;
  readonly writer: () => Writer;
}): ProfileRecord {
  const shown = signal<EntryDocument | null>(null);
  /** Not what it said, which a lock leaves nowhere. */
  let lastShown: Seen | null = null;
  return {
    values: computed(() => valuesIn(shown.value ?? NO_PROFILE)),
    async write(field, value) {
      const seen = lastShown;
      const saved = await parts.save(PROFILE_RECORD_ID, (present) =>
        writeField(present, seen, field, value, parts.writer()),
      );
      return saved.ok ? ok() : saved;
    },
    show(document) {
      // Reads come back in any order; what is joined never goes back.
      const before = shown.peek();
      const joined = before === null ? document : join(before, document);
      lastShown = { clock: joined.clock };
      shown.value = joined;
    },
    hide() {
      shown.value = null;
    },
    clear() {
      lastShown = null;
      shown.value = null;
    },
  };
}

/** `null`: there is nothing to take away. What neither `seen` nor this writer knows of keeps standing. */
export function writeField(
  present: EntryDocument | null,
  seen: Seen | null,
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
