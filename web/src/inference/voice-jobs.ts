import { err, type Result } from '@undertone/base/result';
import { createResampler, type Resampler } from '@undertone/inference/voice/resample';
import type { VoiceReader } from '@undertone/inference/voice/voice-reader';
import type { VoiceReading } from '@undertone/inference/voice/voice-reading';
import type { StreamSound } from '../capture/stream-sound.ts';
import { saysOutOfMemory } from './out-of-memory.ts';
import type { HandleJob, JobContext } from './serve-model-worker.ts';
import type { VoiceFailure, VoiceJob } from './voice-messages.ts';

type FileJob = Extract<VoiceJob, { kind: 'file' }>;

/** What the voice worker does: reads a clip, or a file as it is decoded, so that only seconds of it lie in memory. */
export function createVoiceHandler(
  reader: VoiceReader,
  streamFile: StreamSound,
): HandleJob<VoiceJob, VoiceReading, VoiceFailure, number> {
  async function readFile(
    { file, usualVoice }: FileJob,
    { signal, report }: JobContext<number>,
  ): Promise<Result<VoiceReading, VoiceFailure>> {
    const voice = reader.begin({ usualVoice, signal });
    const useless = new AbortController();
    let resampler: Resampler | null = null;
    let rate = 0;
    const streamed = await streamFile(
      file,
      async ({ samples, sampleRate, share }) => {
        if (resampler === null || sampleRate !== rate) {
          if (resampler !== null) await voice.push(resampler.finish());
          resampler = createResampler(sampleRate);
          rate = sampleRate;
        }
        await voice.push(resampler.push(samples));
        report(share);
        // Nobody should wait for the rest of three hours to hear that there is no model.
        if (voice.failed) useless.abort();
      },
      AbortSignal.any([signal, useless.signal]),
    );
    if (!streamed.ok && !voice.failed) return err({ code: streamed.error });
    if (resampler !== null) await voice.push((resampler as Resampler).finish());
    return voice.finish();
  }

  return async (job, context) => {
    const { signal, report } = context;
    try {
      const result =
        job.kind === 'file'
          ? await readFile(job, context)
          : await reader.read(job.samples, { usualVoice: job.usualVoice, signal, onProgress: report });
      const full = !result.ok && 'reason' in result.error && saysOutOfMemory(result.error.reason);
      return full ? err({ code: 'out-of-memory' }) : result;
    } catch (cause) {
      if (cause instanceof RangeError) return err({ code: 'out-of-memory' });
      throw cause;
    }
  };
}
