import { computed, signal } from '@preact/signals';
import type { FaceCheckPort, MicrophonePort, VoiceReaderPort } from './capture-ports.ts';
import type { ReaderStatus } from './services.ts';

/** The parts that open a microphone or a camera, and read what they give. */
export interface CaptureParts {
  readonly microphone: MicrophonePort;
  readonly voiceReader: VoiceReaderPort;
  readonly faceCheck: FaceCheckPort;
}

const IDLE: ReaderStatus = { kind: 'idle' };

/** Speaking and showing are rarer than writing: their code comes with the first of them, and with it one worker each. */
export function lazyCapture(load: () => Promise<CaptureParts>): CaptureParts {
  const loaded = signal<CaptureParts | null>(null);
  let loading: Promise<CaptureParts> | null = null;
  const parts = (): Promise<CaptureParts> => {
    loading ??= load().then(
      (capture) => (loaded.value = capture),
      (failure: unknown) => {
        // Offline before the code was kept: the next tap tries again.
        loading = null;
        throw failure;
      },
    );
    return loading;
  };
  return {
    microphone: { record: async (limits) => (await parts()).microphone.record(limits) },
    voiceReader: {
      status: computed(() => loaded.value?.voiceReader.status.value ?? IDLE),
      read: async (...given) => (await parts()).voiceReader.read(...given),
      readFile: async (...given) => (await parts()).voiceReader.readFile(...given),
    },
    faceCheck: {
      status: computed(() => loaded.value?.faceCheck.status.value ?? IDLE),
      openCamera: async () => (await parts()).faceCheck.openCamera(),
      readPhoto: async (...given) => (await parts()).faceCheck.readPhoto(...given),
    },
  };
}
