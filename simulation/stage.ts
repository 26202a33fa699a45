import type { Chance } from './chance.ts';

interface Timer {
  readonly dueMs: number;
  readonly run: () => void;
}

/**
 * Decides what runs next. Everything that takes time in the real world waits here for its turn (a transaction,
 * a message, a reply), and the stage picks one at random: so every interleaving can happen, and the same seed
 * gives the same one again.
 */
export interface Stage {
  /** Resolves when the stage lets its holder go on. */
  turn(): Promise<void>;
  /** From here on work goes on that ends outside the stage (WebCrypto's threads): nothing is picked until `leave`. */
  enter(): void;
  leave(): void;
  schedule(delayMs: number, run: () => void): () => void;
  /** Virtual time, ms. */
  nowMs(): number;
  /** How many have gone by. */
  turns(): number;
  /** Lets at most `steps` turns go by; timers fire only when nothing else can. */
  run(steps: number): Promise<void>;
  /** Until nothing waits, timers included; throws when that does not come. */
  drain(): Promise<void>;
}

const MOST_STEPS = 60_000;

export function createStage(chance: Chance): Stage {
  const waiting: (() => void)[] = [];
  let timers: Timer[] = [];
  let nowMs = 0;
  let outside = 0;
  let turns = 0;

  /** Lets every promise that can settle do so, and what runs on other threads come back. */
  const settle = async (): Promise<void> => {
    const isBusy = (): boolean => outside > 0;
    do await new Promise<void>((resolve) => setImmediate(resolve));
    while (isBusy());
  };

  const step = async (): Promise<boolean> => {
    if (waiting.length > 0) {
      const [resolve] = waiting.splice(chance.below(waiting.length), 1);
      resolve!();
    } else {
      if (timers.length === 0) return false;
      timers.sort((left, right) => left.dueMs - right.dueMs);
      const timer = timers.shift()!;
      nowMs = Math.max(nowMs, timer.dueMs);
      timer.run();
    }
    turns++;
    await settle();
    return true;
  };

  return {
    turn: () => new Promise<void>((resolve) => void waiting.push(resolve)),
    enter: () => void outside++,
    leave: () => void outside--,
    schedule(delayMs, run) {
      const timer = { dueMs: nowMs + delayMs, run };
      timers.push(timer);
      return () => void (timers = timers.filter((other) => other !== timer));
    },
    nowMs: () => nowMs,
    turns: () => turns,
    async run(steps) {
      await settle();
      for (let count = 0; count < steps; count++) if (!(await step())) return;
    },
    async drain() {
      await settle();
      for (let count = 0; count < MOST_STEPS; count++) if (!(await step())) return;
      throw new Error('the devices never come to rest');
    },
  };
}
