import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { FaceReading } from '@undertone/inference/face/face-reading';
import type { FaceCheckPort, FaceSession, PhotoFailure } from '../../app/capture-ports.ts';

export type FaceCheckFailure = Exclude<PhotoFailure, 'cancelled'> | 'unplugged';

export type FaceStage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'opening' }
  | {
      readonly kind: 'live';
      readonly session: FaceSession;
      /** `null` while only looking. */ readonly collected: number | null;
    }
  | { readonly kind: 'reading-photo' }
  | { readonly kind: 'read'; readonly reading: FaceReading }
  | { readonly kind: 'failed'; readonly failure: FaceCheckFailure };

/** How long frames are pooled: long enough for a few expressions to pass, short enough to hold still. */
const COLLECT_SECONDS = 4;

/** One face check from the tap to the reading. The camera is open in the stage `live` and at no other time. */
export interface FaceCheck {
  readonly stage: ReadonlySignal<FaceStage>;
  /** Call it at the person's tap: the browser asks for the camera here. */
  open(): Promise<void>;
  collect(): Promise<void>;
  readPhoto(photo: Blob): Promise<void>;
  /** Closes the camera and forgets what is under way. */
  startOver(): void;
}

export function createFaceCheck(port: FaceCheckPort): FaceCheck {
  const stage = signal<FaceStage>({ kind: 'ready' });
  /** Grows with every new start: what an older one still brings is thrown away. */
  let attempt = 0;
  let session: FaceSession | null = null;
  let work: AbortController | null = null;
  let unfollow = () => {};

  const forget = () => {
    attempt++;
    unfollow();
    work?.abort();
    work = null;
    session?.close();
    session = null;
  };

  const end = (last: FaceStage) => {
    forget();
    stage.value = last;
  };

  return {
    stage,
    async open() {
      forget();
      const mine = attempt;
      stage.value = { kind: 'opening' };
      const opened = await port.openCamera();
      if (mine !== attempt) {
        if (opened.ok) opened.value.close();
        return;
      }
      if (!opened.ok) {
        end(opened.error === 'cancelled' ? { kind: 'ready' } : { kind: 'failed', failure: opened.error });
        return;
      }
      session = opened.value;
      stage.value = { kind: 'live', session, collected: null };
      const { interrupted, failed } = session;
      unfollow = effect(() => {
        const failure = interrupted.value === 'unplugged' ? 'unplugged' : failed.value;
        if (failure !== null && failure !== 'cancelled') end({ kind: 'failed', failure });
      });
    },
    async collect() {
      if (session === null || work !== null) return;
      const mine = attempt;
      const open = session;
      work = new AbortController();
      stage.value = { kind: 'live', session: open, collected: 0 };
      const done = await open.collect({
        seconds: COLLECT_SECONDS,
        signal: work.signal,
        onProgress: (collected) => {
          if (mine === attempt) stage.value = { kind: 'live', session: open, collected };
        },
      });
      if (mine !== attempt) return;
      work = null;
      if (done.ok) end({ kind: 'read', reading: done.value });
      else if (done.error === 'cancelled') stage.value = { kind: 'live', session: open, collected: null };
      else end({ kind: 'failed', failure: done.error });
    },
    async readPhoto(photo) {
      forget();
      if (photo.size === 0) {
        stage.value = { kind: 'failed', failure: 'empty' };
        return;
      }
      const mine = attempt;
      work = new AbortController();
      stage.value = { kind: 'reading-photo' };
      const done = await port.readPhoto(photo, { signal: work.signal });
      if (mine !== attempt) return;
      if (done.ok) end({ kind: 'read', reading: done.value });
      else if (done.error === 'cancelled') end({ kind: 'ready' });
      else end({ kind: 'failed', failure: done.error });
    },
    startOver: () => end({ kind: 'ready' }),
  };
}
