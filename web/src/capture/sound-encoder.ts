import type { SoundEncoder } from './recording.ts';

/** Opus where there is a choice: speech is clear at 32 kbit/s. Safari has AAC in MP4. */
const MEDIA_TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'] as const;
const BITS_PER_SECOND = 32_000;

/** The part of MediaRecorder that is used. */
export interface MediaRecorderHost {
  readonly isTypeSupported: (type: string) => boolean;
  readonly create: (stream: MediaStream, options: MediaRecorderOptions) => MediaRecorder;
}

const BROWSER: MediaRecorderHost | null =
  typeof MediaRecorder === 'undefined'
    ? null
    : {
        isTypeSupported: (type) => MediaRecorder.isTypeSupported(type),
        create: (stream, options) => new MediaRecorder(stream, options),
      };

/** Compresses a stream beside the measuring; `null` where the browser cannot. Begins at once. */
export function createMediaEncoder(
  stream: MediaStream,
  host: MediaRecorderHost | null = BROWSER,
): SoundEncoder | null {
  const mimeType = MEDIA_TYPES.find((type) => host?.isTypeSupported(type));
  if (host === null || mimeType === undefined) return null;
  let recorder: MediaRecorder;
  try {
    recorder = host.create(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
    recorder.start();
  } catch {
    // A recording without its compressed original is still a recording.
    return null;
  }
  const parts: Blob[] = [];
  let failed = false;
  const stopped = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve()));
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size > 0) parts.push(data);
  });
  recorder.addEventListener('error', () => (failed = true));
  return {
    pause() {
      if (recorder.state === 'recording') recorder.pause();
    },
    resume() {
      if (recorder.state === 'paused') recorder.resume();
    },
    async finish() {
      if (recorder.state !== 'inactive') recorder.stop();
      await stopped;
      const whole = new Blob(parts.splice(0), { type: mimeType });
      return failed || whole.size === 0 ? null : whole;
    },
  };
}
