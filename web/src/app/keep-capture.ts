import { ok, type Result } from '@undertone/base/result';
import type { FaceReading } from '@undertone/inference/face/face-reading';
import type { VoiceReading } from '@undertone/inference/voice/voice-reading';
import type { EntryChanges, EntryId, Journal, SaveFailure } from './journal-port.ts';

export type Captured =
  | { readonly modality: 'voice'; readonly reading: VoiceReading }
  | { readonly modality: 'face'; readonly reading: FaceReading };

/** Of an entry that takes nothing more. */
const NO_HOME: readonly SaveFailure['code'][] = ['entry-missing', 'entry-too-long'];

/**
 * Adds what was read to the entry, in the place of an earlier reading of the same modality, or makes an entry of it;
 * also where that entry was deleted meanwhile or has no room, so that nothing read has nowhere to go.
 * Resolves when it is durable on this device, with the entry that holds it.
 * @param also saved in the same step, given the text that stands there
 */
export async function keepCapture(
  journal: Journal,
  into: EntryId | null,
  captured: Captured,
  also: (text: string) => EntryChanges = () => ({}),
): Promise<Result<EntryId, SaveFailure>> {
  const changesOf = (text: string): EntryChanges => ({
    ...also(text),
    addScore: captured.reading.score,
    ...(captured.modality === 'voice'
      ? { voiceReading: captured.reading.detail }
      : { faceReading: captured.reading.detail }),
  });
  if (into !== null) {
    const text = journal.entries.value.find(({ id }) => id === into)?.text ?? '';
    const saved = await journal.edit(into, changesOf(text));
    if (saved.ok) return ok(into);
    if (!NO_HOME.includes(saved.error.code)) return saved;
  }
  return journal.create(changesOf(''));
}
