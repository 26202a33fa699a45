import type { ReadError } from '@undertone/inference/text/text-reader';
import type { TextReading } from '@undertone/inference/text/text-reading';
import { err, ok } from '@undertone/base/result';
import type { PackPin } from '../packs/pack-pin.ts';
import type { TextReaderPort } from '../app/services.ts';
import { createModelWorker, type ModelWorkerHost, type ModelWorkerParts } from './model-worker.ts';
import type { TextJob, UiLanguage } from './text-messages.ts';

type TextWorkerParts = ModelWorkerParts<TextJob, TextReading, ReadError, never>;

export interface TextReaderParts extends ModelWorkerHost {
  readonly startWorker: TextWorkerParts['startWorker'];
  readonly files: TextWorkerParts['files'];
  readonly uiLanguage: () => UiLanguage;
  /** The installed pack that is switched on. */
  readonly pack?: () => PackPin | undefined;
}

export function createTextReaderPort(parts: TextReaderParts): TextReaderPort {
  const worker = createModelWorker<TextJob, TextReading, ReadError>({
    ...parts,
    modelIds: () => ['text-language', parts.pack?.()?.id ?? `text-${parts.uiLanguage()}`],
    modelOf: ({ score }) => score,
  });
  return {
    status: worker.status,
    async read(text, { signal } = {}) {
      const read = await worker.run(
        { text, uiLanguage: parts.uiLanguage(), pack: parts.pack?.() },
        { signal },
      );
      if (!read.ok) return err({ code: read.error });
      const { score, sentences, carriedBy, language } = read.value;
      return ok({ score, detail: { sentences, carriedBy, language } });
    },
  };
}
