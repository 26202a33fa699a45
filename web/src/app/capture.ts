import { browserCamera, browserPhotos } from '../capture/camera-browser.ts';
import { createFaceCheck } from '../capture/camera-face-check.ts';
import { browserDecoding } from '../capture/browser-decoding.ts';
import { browserMicrophone } from '../capture/browser-microphone.ts';
import { createWholeDecoder } from '../capture/decode-whole.ts';
import { createMicrophone } from '../capture/microphone.ts';
import { createFaceWorker } from '../inference/face-worker.ts';
import type { ModelFiles } from '../inference/model-files.ts';
import type { ModelWorkerHost } from '../inference/model-worker.ts';
import { startFaceWorker } from '../inference/start-face-worker.ts';
import { createSpeechWriter } from '../inference/speech-writer.ts';
import { startSpeechWorker } from '../inference/start-speech-worker.ts';
import { startVoiceWorker } from '../inference/start-voice-worker.ts';
import { createVoiceReaderPort } from '../inference/voice-reader.ts';
import type { PackPin } from '../packs/pack-pin.ts';
import { language } from './i18n.ts';
import type { CaptureParts } from './lazy-capture.ts';

/** The real microphone, camera and readers of this browser. Opens and starts nothing until it is asked to. */
export function createCapture(
  files: ModelFiles,
  host: ModelWorkerHost,
  speechPack: PackPin | undefined,
): CaptureParts {
  return {
    microphone: createMicrophone(browserMicrophone),
    voiceReader: createVoiceReaderPort({
      ...host,
      startWorker: startVoiceWorker,
      files,
      decodeWhole: createWholeDecoder(browserDecoding),
    }),
    speechWriter: createSpeechWriter({
      ...host,
      startWorker: startSpeechWorker,
      files,
      uiLanguage: () => language.value,
      pack: speechPack,
    }),
    faceCheck: createFaceCheck({
      worker: createFaceWorker({ ...host, startWorker: startFaceWorker, files }),
      camera: browserCamera,
      photos: browserPhotos,
      now: () => performance.now(),
    }),
  };
}
