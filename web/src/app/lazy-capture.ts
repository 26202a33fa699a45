import { computed, signal } from '@preact/signals';
import { err, ok, type Result } from '@undertone/base/result';
import type { FaceCheckPort, MicrophonePort, SpeechWriter, VoiceReaderPort } from './capture-ports.ts';
import type { ReaderStatus } from './services.ts';

/** The parts that open a microphone or a camera, and read what they give. */
export interface CaptureParts {
  readonly microphone: MicrophonePort;
  readonly voiceReader: VoiceReaderPort;
  readonly speechWriter: SpeechWriter;
  readonly faceCheck: FaceCheckPort;
}

const IDLE: ReaderStatus = { kind: 'idle' };

/**
 * Speaking and showing are rarer than writing: their code comes with the first of them, and with it one worker each.
 * Where it does not come (offline before it was kept), each act answers `model-missing` and the next one tries again.
 */
export function lazyCapture(load: () => Promise<CaptureParts>): CaptureParts {
  const loaded = signal<CaptureParts | null>(null);
  let loading: Promise<Result<CaptureParts, 'model-missing'>> | null = null;
  const parts = (): Promise<Result<CaptureParts, 'model-missing'>> => {
    loading ??= load().then(
      (capture) => ok((loaded.value = capture)),
      () => {
        loading = null;
        return err('model-missing');
      },
    );
    return loading;
  };
  const withParts = async <Value, Failure>(
    act: (capture: CaptureParts) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure | 'model-missing'>> => {
    const capture = await parts();
    return capture.ok ? act(capture.value) : capture;
  };
  return {
    microphone: { record: (limits) => withParts(({ microphone }) => microphone.record(limits)) },
    voiceReader: {
      status: computed(() => loaded.value?.voiceReader.status.value ?? IDLE),
      read: (...given) => withParts(({ voiceReader }) => voiceReader.read(...given)),
      readFile: (...given) => withParts(({ voiceReader }) => voiceReader.readFile(...given)),
    },
    speechWriter: {
      status: computed(() => loaded.value?.speechWriter.status.value ?? IDLE),
      write: (...given) => withParts(({ speechWriter }) => speechWriter.write(...given)),
    },
    faceCheck: {
      status: computed(() => loaded.value?.faceCheck.status.value ?? IDLE),
      openCamera: () => withParts(({ faceCheck }) => faceCheck.openCamera()),
      readPhoto: (...given) => withParts(({ faceCheck }) => faceCheck.readPhoto(...given)),
    },
  };
}
