import type { Brand } from './brand.ts';

/** Milliseconds since the Unix epoch, UTC. */
export type EpochMs = Brand<number, 'EpochMs'>;

/** The only way the code learns the time, so that tests and simulations can bend it. */
export interface Clock {
  now(): EpochMs;
}

/** Fills and returns `length` bytes from a cryptographically secure source. */
export type RandomBytes = (length: number) => Uint8Array<ArrayBuffer>;

export const systemClock: Clock = { now: () => Date.now() as EpochMs };

export const systemRandom: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));
