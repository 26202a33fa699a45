import { ok, unwrap } from '@undertone/base/result';
import { loadVoiceNetwork, type VoiceNetwork } from '@undertone/inference/voice/voice-network';
import { createVoiceReader } from '@undertone/inference/voice/voice-reader';
import { streamFile } from '@undertone/web/capture/stream-file';
import {
  serveModelWorker,
  type HandleJob,
  type WorkerScope,
} from '@undertone/web/inference/serve-model-worker';
import { createVoiceHandler } from '@undertone/web/inference/voice-jobs';
import type { VoiceFailure } from '@undertone/web/inference/voice-messages';
import { createWorkerSessions } from '@undertone/web/inference/worker-sessions';
import type { VoiceBenchJob, VoiceBenchValue } from './voice-bench-messages.ts';

declare const self: WorkerScope & { readonly name: string };

/** The app's voice worker, with as many WASM threads as its name says; the app's own has one. */
serveModelWorker<VoiceBenchJob, VoiceBenchValue, VoiceFailure, number>(self, (need) => {
  const context = {
    assets: { fetch: need },
    createSession: createWorkerSessions(need, Number(self.name)),
  };
  const read = createVoiceHandler(createVoiceReader(context), streamFile);
  let network: VoiceNetwork | null = null;
  const handle: HandleJob<VoiceBenchJob, VoiceBenchValue, VoiceFailure, number> = async (job, given) => {
    if (job.kind !== 'network') return read(job, given);
    network ??= unwrap(await loadVoiceNetwork(context));
    const times: number[] = [];
    for (let run = 0; run < job.count; run++) {
      const startedAt = performance.now();
      await network.readWindow(job.samples);
      times.push(performance.now() - startedAt);
    }
    return ok({ times });
  };
  return handle;
});
