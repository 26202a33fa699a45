import { signal } from '@preact/signals';
import { err } from '@undertone/base/result';
import { LANDMARK_COUNT, type Landmarks } from '@undertone/inference/face/landmarks';
import type { FaceFailure, FaceSession, LiveFace } from '../app/capture-ports.ts';
import type { SeenFace } from '../inference/face-messages.ts';
import type { FaceWorker } from '../inference/face-worker.ts';
import { createFrameCollection, type FrameCollection } from './camera-collection.ts';
import { readingOf } from './camera-reading.ts';

/** A camera that is open. */
export interface OpenCamera {
  readonly stream: MediaStream;
  /** Called for every picture the camera gives, until `close`. */
  onFrame(listener: () => void): void;
  /** The newest picture. */
  grab(): Promise<ImageBitmap>;
  /** Unplugged, or taken away by the person or another program. */
  onLost(listener: () => void): void;
  onHidden(listener: (hidden: boolean) => void): void;
  /** Stops the camera: its light goes out. */
  close(): void;
}

const NOTHING_SEEN: LiveFace = { points: null, hint: null, quality: 0 };

/**
 * Looks at one frame at a time: a slow device skips frames and never queues them. Frames are moved to the worker, which
 * wipes them; landmarks are drawn and wiped with the next.
 */
export function createCameraSession(
  camera: OpenCamera,
  worker: Pick<FaceWorker, 'run'>,
  now: () => number,
): FaceSession {
  const live = signal<LiveFace>(NOTHING_SEEN);
  const interrupted = signal<FaceSession['interrupted']['value']>(null);
  let collection: FrameCollection | null = null;
  let looking = false;
  let closed = false;
  /** The first frame is read like a collected one, so that all is loaded by the time the person is in place. */
  let isLoaded = false;
  const failed = signal<FaceFailure | null>(null);

  const show = (next: LiveFace): void => {
    live.peek().points?.fill(0);
    live.value = next;
  };

  const end = (reason: FaceFailure): void => {
    collection?.stop(reason);
    show(NOTHING_SEEN);
    failed.value ??= reason;
  };

  const look = async (): Promise<void> => {
    const picture = await camera.grab();
    const collecting = collection;
    const atMs = now();
    const expression = collecting !== null || !isLoaded;
    const job = { picture, source: 'camera' as const, atMs, expression };
    const seen = await worker.run(job, { transfer: [picture] });
    if (closed || failed.peek() !== null) return;
    if (!seen.ok) return end(seen.error);
    isLoaded = true;
    // Asked for before the tab was hidden: nobody is to see it now.
    if (interrupted.peek() === null) show(toLive(seen.value));
    collecting?.add(seen.value, atMs);
  };

  camera.onFrame(() => {
    if (looking || closed || failed.peek() !== null || interrupted.peek() !== null) return;
    looking = true;
    void look()
      // A camera that is just being taken away gives no picture; `onLost` tells the rest.
      .catch(() => undefined)
      .finally(() => (looking = false));
  });
  camera.onLost(() => {
    interrupted.value = 'unplugged';
    end('no-device');
  });
  camera.onHidden((hidden) => {
    if (interrupted.peek() === 'unplugged') return;
    interrupted.value = hidden ? 'hidden' : null;
    if (hidden) {
      show(NOTHING_SEEN);
      collection?.pause();
    }
  });

  return {
    stream: camera.stream,
    live,
    interrupted,
    failed,
    async collect({ seconds, onProgress, signal: abort }) {
      if (abort?.aborted === true || closed) return err('cancelled');
      const failure = failed.peek();
      if (failure !== null) return err(failure);
      collection?.stop('cancelled');
      const current = createFrameCollection({ seconds, onProgress });
      collection = current;
      const cancel = (): void => current.stop('cancelled');
      abort?.addEventListener('abort', cancel);
      const collected = await current.done;
      abort?.removeEventListener('abort', cancel);
      if (collection === current) collection = null;
      if (!collected.ok) return collected;
      return readingOf(collected.value.frames, { source: 'camera', seconds: collected.value.seconds });
    },
    close() {
      if (closed) return;
      closed = true;
      end('cancelled');
      camera.close();
    },
  };
}

function toLive({ landmarks, hint, quality }: SeenFace): LiveFace {
  const points = landmarks === null ? null : pairs(landmarks);
  landmarks?.fill(0);
  return { points, hint, quality };
}

function pairs(landmarks: Landmarks): Float32Array {
  const points = new Float32Array(2 * LANDMARK_COUNT);
  for (let index = 0; index < LANDMARK_COUNT; index++)
    points.set(landmarks.subarray(3 * index, 3 * index + 2), 2 * index);
  return points;
}
