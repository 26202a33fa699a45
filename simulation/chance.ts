import { createSeededRandom } from '@undertone/base/seeded-random';

/** The same seed plays the same schedule on every machine. */
export interface Chance {
  /** In [0, 1). */
  next(): number;
  below(limit: number): number;
  happens(probability: number): boolean;
}

export function createChance(seed: number): Chance {
  const next = createSeededRandom(seed);
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    happens: (probability) => next() < probability,
  };
}
