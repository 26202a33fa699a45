import { signal, type ReadonlySignal } from '@preact/signals';
import type { Result } from '@undertone/base/result';
import type { SaveFailure } from './journal-port.ts';

/** `settled`: what is on the page is on the device. */
export type DraftState =
  | { readonly kind: 'settled' }
  | { readonly kind: 'unsettled' }
  | { readonly kind: 'failed'; readonly failure: SaveFailure };

export interface DraftKeeper {
  readonly state: ReadonlySignal<DraftState>;
  /** Call at every keystroke; saves after a pause, and at least every {@link MAX_WAIT_MS} while typing goes on. */
  change(text: string): void;
  /** Saves now what is not saved yet: before the page hides, closes or is kept. */
  flush(): Promise<void>;
  /** Forgets what waits, after the page was kept or cleared. */
  discard(): void;
}

export interface DraftKeeperParts {
  readonly save: (text: string) => Promise<Result<void, SaveFailure>>;
  readonly setTimer: (run: () => void, delayMs: number) => number;
  readonly clearTimer: (timer: number) => void;
}

export const PAUSE_MS = 400;
/** A person who never pauses still loses no more than this to a dead battery. */
export const MAX_WAIT_MS = 2000;

/** One save at a time, always of the newest text. */
export function createDraftKeeper({ save, setTimer, clearTimer }: DraftKeeperParts): DraftKeeper {
  const state = signal<DraftState>({ kind: 'settled' });
  let waiting: string | null = null;
  let timers: number[] = [];
  let saving: Promise<void> = Promise.resolve();

  const stopTimers = () => {
    timers.forEach(clearTimer);
    timers = [];
  };

  const flush = (): Promise<void> => {
    stopTimers();
    saving = saving.then(async () => {
      if (waiting === null) return;
      const text = waiting;
      waiting = null;
      const saved = await save(text);
      if (waiting !== null) return;
      // For the next flush to try again: the page may be left before another word is typed.
      if (!saved.ok) waiting = text;
      state.value = saved.ok ? { kind: 'settled' } : { kind: 'failed', failure: saved.error };
    });
    return saving;
  };

  return {
    state,
    change(text) {
      const [, deadline] = timers;
      if (timers[0] !== undefined) clearTimer(timers[0]);
      waiting = text;
      state.value = { kind: 'unsettled' };
      timers = [
        setTimer(() => void flush(), PAUSE_MS),
        deadline ?? setTimer(() => void flush(), MAX_WAIT_MS),
      ];
    },
    flush,
    discard() {
      stopTimers();
      waiting = null;
      state.value = { kind: 'settled' };
    },
  };
}
