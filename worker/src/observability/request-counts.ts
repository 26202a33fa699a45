import type { Telemetry } from './telemetry.ts';

/** Upper bounds of the buckets, in milliseconds. */
const BOUNDS_MS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500] as const;

interface Counts {
  readonly route: string;
  readonly status: number;
  /** One for each bound and one for what is above all. */
  readonly buckets: number[];
  sumMs: number;
}

export interface RequestCounts extends Pick<Telemetry, 'observe'> {
  /** Since this isolate began: a deployment runs many, and each tells of its own. */
  read(): readonly Readonly<Counts>[];
}

export const DURATION_BOUNDS_MS: readonly number[] = BOUNDS_MS;

export function createRequestCounts(): RequestCounts {
  const counts = new Map<string, Counts>();
  return {
    observe: ({ route, status, durationMs }) => {
      const key = `${route} ${status}`;
      const known = counts.get(key) ?? {
        ...{ route, status, sumMs: 0 },
        buckets: Array.from({ length: BOUNDS_MS.length + 1 }, () => 0),
      };
      const place = BOUNDS_MS.findIndex((bound) => durationMs <= bound);
      known.buckets[place === -1 ? BOUNDS_MS.length : place]! += 1;
      known.sumMs += durationMs;
      counts.set(key, known);
    },
    read: () => [...counts.values()],
  };
}
