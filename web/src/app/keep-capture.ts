import { ok, type Result } from '@undertone/base/result';
import type { FaceReading } from '@undertone/inference/face/face-reading';
import type { VoiceReading } from '@undertone/inference/voice/voice-reading';
import type { EntryChanges, EntryId, Journal, SaveFailure } from './journal-port.ts';

export type Captured =
  | { readonly modality: 'voice'; readonly reading: VoiceReading }
  | { readonly modality: 'face'; readonly reading: FaceReading };

/**
 * Adds what was read to the entry, in the place of an earlier reading of the same modality, or makes an entry of it.
 * `also` is saved in the same step.
 * Resolves when it is durable on this device.
 */
export async function keepCapture(
  journal: Journal,
  into: EntryId | null,
  captured: Captured,
  also: EntryChanges = {},
): Promise<Result<EntryId, SaveFailure>> {
  const changes: EntryChanges = {
    ...also,
    addScore: captured.reading.score,
    ...(captured.modality === 'voice'
      ? { voiceReading: captured.reading.detail }
      : { faceReading: captured.reading.detail }),
  };
  if (into === null) return journal.create(changes);
  const saved = await journal.edit(into, changes);
  return saved.ok ? ok(into) : saved;
}
