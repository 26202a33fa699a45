import { createSeededRandom } from '@undertone/base/seeded-random';

/** Seeded randomness (over an FNV-1a hash of the seed): the same seed makes the same sample everywhere. */
export interface SampleChance {
  /** In [0, 1). */
  next(): number;
  below(limit: number): number;
  happens(probability: number): boolean;
  pick<Element>(elements: readonly Element[]): Element;
  /** Standard normal (Box and Muller). */
  normal(): number;
}

export function createSampleChance(seed: string): SampleChance {
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  const next = createSeededRandom(state);
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    happens: (probability) => next() < probability,
    pick: (elements) => {
      const element = elements[below(elements.length)];
      if (element === undefined) throw new Error('nothing to pick from');
      return element;
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
