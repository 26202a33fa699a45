import { signal } from '@preact/signals';
import { ok, type Result } from '@undertone/base/result';
import type { RecordId } from '@undertone/contract/primitives';
import type { UsualVoice } from '@undertone/inference/voice/usual-voice';
import type { UsualVoicePort } from '../app/capture-ports.ts';
import type { SaveFailure } from '../app/journal-port.ts';
import { isUsualVoice } from './capture-shapes.ts';
import { PROFILE_RECORD_ID } from './collections.ts';
import { ENTRY_SCHEMA, join, standingIn, type EntryDocument } from './entry-document.ts';
import { replaceWrites } from './entry-edit.ts';
import type { Edit } from './entry-records.ts';
import { shownWrite } from './entry-versions.ts';
import type { Writer } from './writer.ts';

const FIELD = 'usualVoice';

/** Day and zone mean nothing here, and two devices must begin alike. */
const NO_PROFILE: EntryDocument = {
  schema: ENTRY_SCHEMA,
  createdAt: 0,
  zone: 'UTC',
  clock: {},
  fields: {},
  history: [],
};

/** The person's usual voice in the profile record: sealed, synced and merged as entries are. */
export interface UsualVoiceRecord extends UsualVoicePort {
  /** A state of the profile that was opened or merged somewhere. */
  show(document: EntryDocument): void;
  /** Another journal is being opened. */
  clear(): void;
}

export function createUsualVoice(parts: {
  readonly save: (recordId: RecordId, edit: Edit) => Promise<Result<boolean, SaveFailure>>;
  readonly writer: () => Writer;
}): UsualVoiceRecord {
  const current = signal<UsualVoice | null>(null);
  let shown: EntryDocument | null = null;

  const write = async (usual: UsualVoice | null): Promise<Result<void, SaveFailure>> => {
    const saved = await parts.save(PROFILE_RECORD_ID, (present) =>
      present === null && usual === null ? null : writeUsualVoice(present, usual, parts.writer()),
    );
    return saved.ok ? ok() : saved;
  };

  return {
    current,
    keep: write,
    forget: () => write(null),
    show(document) {
      // Reads come back in any order; what is joined never goes back.
      shown = shown === null ? document : join(shown, document);
      current.value = usualVoiceOf(shown);
    },
    clear() {
      shown = null;
      current.value = null;
    },
  };
}

export function writeUsualVoice(
  profile: EntryDocument | null,
  usual: UsualVoice | null,
  writer: Writer,
): EntryDocument {
  const present = profile ?? NO_PROFILE;
  return replaceWrites(present, FIELD, standingIn(present, FIELD), { value: usual }, writer);
}

/** Of two calibrations made at the same time the later one counts: each is whole in itself. */
export function usualVoiceOf(profile: EntryDocument): UsualVoice | null {
  const value = shownWrite(profile, FIELD)?.value;
  return isUsualVoice(value) ? value : null;
}
