import { err, ok } from '@undertone/base/result';
import { signal, type Signal } from '@preact/signals';
import type { FaceReading } from '@undertone/inference/face/face-reading';
import type { Transcript } from '@undertone/inference/speech/speech-to-text';
import type { UsualVoice } from '@undertone/inference/voice/usual-voice';
import type { VoiceReading } from '@undertone/inference/voice/voice-reading';
import type {
  AudioFileFailure,
  CaptureFailure,
  FaceFailure,
  FaceSession,
  LiveFace,
  PhotoFailure,
  Recording,
  RecordingMoment,
  VoiceReadFailure,
  WriteDownFailure,
} from './capture-ports.ts';
import { fakeFacePoints, fakeFaceReading, fakeVoiceReading } from './fake-readings.ts';
import type { ReaderStatus, Services } from './services.ts';

/** A recording that a test moves on by hand. */
export interface FakeRecording extends Recording {
  readonly state: Signal<'recording' | 'paused' | 'ended'>;
  readonly seconds: Signal<number>;
  readonly trace: Signal<readonly RecordingMoment[]>;
  readonly interrupted: Signal<null | 'unplugged' | 'hidden' | 'limit-reached' | 'low-memory'>;
  /** The microphone's red dot. */
  readonly open: Signal<boolean>;
}

export interface FakeFaceSession extends FaceSession {
  readonly live: Signal<LiveFace>;
  readonly interrupted: Signal<null | 'unplugged' | 'hidden'>;
  readonly failed: Signal<FaceFailure | null>;
  readonly open: Signal<boolean>;
}

export interface FakeCaptureOptions {
  readonly microphoneTrouble?: CaptureFailure;
  readonly voiceTrouble?: VoiceReadFailure | AudioFileFailure;
  readonly cameraTrouble?: FaceFailure;
  readonly photoTrouble?: PhotoFailure;
  readonly usualVoice?: UsualVoice | null;
  readonly voiceReading?: VoiceReading;
  readonly faceReading?: FaceReading;
  readonly speechInstalled?: boolean;
  readonly speechTrouble?: WriteDownFailure;
  readonly transcript?: Transcript;
  /** Writing down goes on until it is cancelled, at this share. */
  readonly writingStuckAt?: number;
  /** Reading never ends, at this share; a model is on its way below 0. */
  readonly stuckAt?: number;
  readonly onRecording?: (recording: FakeRecording) => void;
  readonly onFaceSession?: (session: FakeFaceSession) => void;
}

type CapturePorts = Pick<
  Services,
  'microphone' | 'voiceReader' | 'usualVoice' | 'speechWriter' | 'faceCheck'
>;

export const FAKE_TRANSCRIPT: Transcript = {
  text: 'I walked to the river and back.',
  language: 'en',
  isDoubtful: false,
};

/** Microphone, camera and their readers in memory; nothing is opened and nothing is read. */
export function createFakeCapture(options: FakeCaptureOptions): CapturePorts {
  const usual = signal<UsualVoice | null>(options.usualVoice ?? null);
  const status = signal<ReaderStatus>({ kind: 'idle' });
  const voice = () => options.voiceReading ?? fakeVoiceReading(usual.value);
  const readVoice = async (onProgress?: (share: number) => void) => {
    if (options.voiceTrouble !== undefined) return err(options.voiceTrouble);
    if (options.stuckAt !== undefined) {
      if (options.stuckAt < 0) status.value = { kind: 'loading', loadedBytes: 410_000, totalBytes: 940_000 };
      else onProgress?.(options.stuckAt);
      return new Promise<never>(() => {});
    }
    onProgress?.(1);
    return ok(voice());
  };
  return {
    microphone: {
      async record() {
        if (options.microphoneTrouble !== undefined) return err(options.microphoneTrouble);
        const recording = createFakeRecording();
        options.onRecording?.(recording);
        return ok(recording);
      },
    },
    voiceReader: {
      status,
      read: async (_clip, { onProgress } = {}) => readVoice(onProgress) as never,
      readFile: (_file, { onProgress } = {}) => readVoice(onProgress),
    },
    usualVoice: {
      current: usual,
      async keep(next) {
        usual.value = next;
        return ok();
      },
      async forget() {
        usual.value = null;
        return ok();
      },
    },
    speechWriter: {
      installed: signal(options.speechInstalled ?? false),
      status,
      write: async (_clip, { onProgress, signal: abort } = {}) => {
        if (options.speechTrouble !== undefined) return err(options.speechTrouble);
        if (options.writingStuckAt !== undefined) {
          onProgress?.(options.writingStuckAt);
          return new Promise((resolve) => {
            abort?.addEventListener('abort', () => resolve(err('cancelled')));
          });
        }
        return ok(options.transcript ?? FAKE_TRANSCRIPT);
      },
    },
    faceCheck: {
      status,
      async openCamera() {
        if (options.cameraTrouble !== undefined) return err(options.cameraTrouble);
        const session = createFakeFaceSession(options.faceReading ?? fakeFaceReading('camera'));
        options.onFaceSession?.(session);
        return ok(session);
      },
      readPhoto: async () =>
        options.photoTrouble === undefined
          ? ok(options.faceReading ?? fakeFaceReading('photo'))
          : err(options.photoTrouble),
    },
  };
}

function createFakeRecording(): FakeRecording {
  const state = signal<'recording' | 'paused' | 'ended'>('recording');
  const open = signal(true);
  const seconds = signal(0);
  const close = () => {
    open.value = false;
    state.value = 'ended';
  };
  return {
    state,
    seconds,
    trace: signal([]),
    interrupted: signal(null),
    open,
    pause: () => (state.value = 'paused'),
    resume: () => (state.value = 'recording'),
    async stop() {
      close();
      return seconds.value === 0
        ? null
        : { samples: new Float32Array(16_000), sampleRate: 16_000, encoded: new Blob(['sound']) };
    },
    discard: close,
  };
}

function createFakeFaceSession(reading: FaceReading): FakeFaceSession {
  const open = signal(true);
  return {
    stream: fakeCameraStream(),
    live: signal({ points: fakeFacePoints(0), hint: null, quality: 0.86 }),
    interrupted: signal(null),
    failed: signal(null),
    open,
    async collect({ onProgress }) {
      onProgress?.(1);
      return ok(reading);
    },
    close: () => (open.value = false),
  };
}

/** A plain drawn picture, where there is a canvas to draw it on. */
function fakeCameraStream(): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const pen = canvas.getContext('2d');
  if (pen === null || typeof canvas.captureStream !== 'function') return {} as MediaStream;
  pen.fillStyle = 'oklch(0.62 0.03 70)';
  pen.fillRect(0, 0, 640, 480);
  pen.fillStyle = 'oklch(0.78 0.05 60)';
  pen.beginPath();
  pen.ellipse(320, 250, 120, 160, 0, 0, 7);
  pen.fill();
  return canvas.captureStream(10);
}
