import { err, type Result } from '@undertone/base/result';
import { createTurns } from '@undertone/base/turns';
import type { AssetError } from '@undertone/inference/asset-source';
import type { Transcript } from '@undertone/inference/speech/speech-to-text';
import type { LoadedSpeech } from '../packs/speech-pack.ts';
import type { PackPin } from '../packs/pack-pin.ts';
import { saysOutOfMemory } from './out-of-memory.ts';
import type { HandleJob } from './serve-model-worker.ts';
import type { SpeechFailure, SpeechJob } from './speech-messages.ts';

/** What the speech worker does: one recording at a time, with networks that are opened for it and released after it. */
export function createSpeechHandler(
  load: (pack: PackPin) => Promise<Result<LoadedSpeech, AssetError>>,
): HandleJob<SpeechJob, Transcript, SpeechFailure, number> {
  const inTurn = createTurns();

  const write: HandleJob<SpeechJob, Transcript, SpeechFailure, number> = async (job, { signal, report }) => {
    if (signal.aborted) return err({ code: 'cancelled' });
    try {
      const loaded = await load(job.pack);
      if (!loaded.ok) return loaded;
      try {
        return await loaded.value.write(job.samples, {
          expected: job.expected,
          signal,
          onProgress: report,
        });
      } finally {
        await loaded.value.release();
      }
    } catch (cause) {
      const isFull =
        cause instanceof RangeError || (cause instanceof Error && saysOutOfMemory(cause.message));
      if (isFull) return err({ code: 'out-of-memory' });
      throw cause;
    }
  };

  return (job, context) => inTurn(() => write(job, context));
}
