import { err } from '@undertone/base/result';
import type { VoiceReading } from '@undertone/inference/voice/voice-reading';
import { AUDIO_FILE_MOST_BYTES, type VoiceReadFailure, type VoiceReaderPort } from '../app/capture-ports.ts';
import type { DecodeWhole } from '../capture/decode-whole.ts';
import { createModelWorker, type ModelWorkerHost, type ModelWorkerParts } from './model-worker.ts';
import type { VoiceFailure, VoiceJob } from './voice-messages.ts';

type VoiceWorkerParts = ModelWorkerParts<VoiceJob, VoiceReading, VoiceFailure, number>;

export interface VoiceReaderParts extends ModelWorkerHost {
  readonly startWorker: VoiceWorkerParts['startWorker'];
  readonly files: VoiceWorkerParts['files'];
  /** For files that the worker cannot decode in pieces. */
  readonly decodeWhole: DecodeWhole;
}

const MODEL_ID = 'voice-tone';

const CLIP_FAILURES: readonly VoiceReadFailure[] = [
  'no-webassembly',
  'model-corrupt',
  'model-missing',
  'cancelled',
  'out-of-memory',
];

export function createVoiceReaderPort(parts: VoiceReaderParts): VoiceReaderPort {
  const worker = createModelWorker<VoiceJob, VoiceReading, VoiceFailure, number>({
    ...parts,
    modelIds: () => [MODEL_ID],
    modelOf: ({ score }) => score,
  });

  const readClip: VoiceReaderPort['read'] = async ({ samples }, { usualVoice = null, ...rest } = {}) => {
    const read = await worker.run({ kind: 'clip', samples, usualVoice }, rest);
    return read.ok ? read : err(CLIP_FAILURES.find((failure) => failure === read.error) ?? 'crashed');
  };

  return {
    status: worker.status,
    read: readClip,
    async readFile(file, options = {}) {
      if (file.size === 0) return err('empty');
      if (file.size > AUDIO_FILE_MOST_BYTES) return err('too-large');
      const { usualVoice = null, ...rest } = options;
      const read = await worker.run({ kind: 'file', file, usualVoice }, rest);
      if (read.ok) return read;
      if (read.error !== 'no-stream-decoder') return err(read.error);
      const decoded = await parts.decodeWhole(file);
      if (!decoded.ok) return decoded;
      return readClip({ samples: decoded.value, sampleRate: 16_000, encoded: null }, options);
    },
  };
}
