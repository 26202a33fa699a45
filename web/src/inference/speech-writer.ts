import { err } from '@undertone/base/result';
import type { Transcript } from '@undertone/inference/speech/speech-to-text';
import type { SpeechWriter } from '../app/capture-ports.ts';
import type { PackPin } from '../packs/pack-pin.ts';
import { createModelWorker, type ModelWorkerHost, type ModelWorkerParts } from './model-worker.ts';
import type { SpeechFailure, SpeechJob } from './speech-messages.ts';
import type { UiLanguage } from './text-messages.ts';

type SpeechWorkerParts = ModelWorkerParts<SpeechJob, Transcript, SpeechFailure, number>;

export interface SpeechWriterParts extends ModelWorkerHost {
  readonly startWorker: SpeechWorkerParts['startWorker'];
  readonly files: SpeechWorkerParts['files'];
  readonly uiLanguage: () => UiLanguage;
  /** What the build pins; `undefined` where it pins none. */
  readonly pack: PackPin | undefined;
}

/** Released networks leave a worker's memory grown to some hundred MB: it is given back as soon as nobody waits. */
const IDLE_MS = 2_000;

export function createSpeechWriter({ pack, uiLanguage, ...parts }: SpeechWriterParts): SpeechWriter {
  const worker = createModelWorker<SpeechJob, Transcript, SpeechFailure, number>({
    ...parts,
    idleMs: IDLE_MS,
    modelIds: () => (pack === undefined ? [] : [pack.id]),
    modelOf: () => (pack === undefined ? null : { modelId: pack.id, modelVersion: pack.revision }),
  });
  return {
    status: worker.status,
    async write({ samples }, options = {}) {
      if (pack === undefined) return err('model-missing');
      return worker.run({ samples, expected: uiLanguage(), pack }, options);
    },
  };
}
