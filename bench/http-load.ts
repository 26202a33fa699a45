import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { percentile } from './report.ts';

const CONNECTIONS = 50;
const SECONDS = 6;
/** USER_HZ, which Linux fixes at 100 for everything it reports in /proc. */
const TICKS_PER_SECOND = 100;

/** User and system CPU of a process so far, in seconds; `null` where there is no /proc. */
function cpuSeconds(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}

export interface Load {
  /** So many were measured. */
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** Microseconds of the server's own CPU for one request; `null` where it cannot be read. */
  readonly cpuMicrosPerRequest: number | null;
  /** `NaN` when no request has ended. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface Target {
  readonly url: string;
  /** The server's process. */
  readonly pid: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Asked before each request for what differs from the one before. */
  readonly next?: () => {
    readonly headers: Readonly<Record<string, string>>;
    readonly path?: string;
    readonly body?: string | Buffer;
  };
  /** An expected answer that is no success. */
  readonly refusedWith?: number;
  /** Instead of the usual seconds of measuring; the warm-up takes a third of it. */
  readonly seconds?: number;
  /** Instead of seconds: so many requests at a time, as often as said, after something was prepared for them. */
  readonly rounds?: Rounds;
}

/** Of requests that use something up. The first round warms up and is not measured, nor is what prepares. */
export interface Rounds {
  readonly requests: number;
  readonly times: number;
  readonly prepare: () => Promise<void>;
}

/** 50 keep-alive connections on loopback for a few seconds, after a warm-up. Throws on any unexpected answer. */
export async function load(target: Target): Promise<Load> {
  const { url, method = 'GET', next, refusedWith, seconds = SECONDS, rounds } = target;
  const shared = {
    ...{ url, method, connections: CONNECTIONS, headers: { ...target.headers } },
    // Looks so often whether the end has come.
    sampleInt: 100,
    ...(next && { requests: [{ setupRequest: (request: object) => ({ ...request, ...next() }) }] }),
  };
  const total = { failed: 0, seconds: 0, cpuSeconds: 0 };
  const latencies: number[] = [];
  const unexpected = new Map<string, number>();
  const run = async (how: { readonly duration: number } | { readonly amount: number }, counts: boolean) => {
    const cpuBefore = cpuSeconds(target.pid);
    const startedAt = performance.now();
    let lastAt = startedAt;
    const result = await new Promise<autocannon.Result>((resolve, reject) => {
      const running = autocannon({ ...shared, ...how }, (error: Error | null, ended) =>
        error === null ? resolve(ended) : reject(error),
      );
      if (!counts) return;
      running.on('response', (_client, _status, _bytes, ms) => {
        latencies.push(ms);
        lastAt = performance.now();
      });
    });
    const cpuAfter = cpuSeconds(target.pid);
    for (const [status, { count = 0 }] of Object.entries(result.statusCodeStats ?? {})) {
      const isExpected = refusedWith === undefined ? status.startsWith('2') : Number(status) === refusedWith;
      if (!isExpected) unexpected.set(status, (unexpected.get(status) ?? 0) + count);
    }
    total.failed += result.errors;
    if (!counts) return;
    total.seconds += (lastAt - startedAt) / 1000;
    total.cpuSeconds += cpuBefore === null || cpuAfter === null ? Number.NaN : cpuAfter - cpuBefore;
  };
  if (rounds === undefined) {
    await run({ duration: Math.max(1, Math.round(seconds / 3)) }, false);
    await run({ duration: seconds }, true);
  } else {
    for (let round = 0; round <= rounds.times; round++) {
      await rounds.prepare();
      await run({ amount: rounds.requests }, round > 0);
    }
  }
  if (unexpected.size > 0 || total.failed > 0) {
    const told = [...unexpected].map(([status, count]) => `${count} times ${status}`).join(', ');
    throw new Error(`${method} ${url}: ${told}; ${total.failed} failed`);
  }
  const completed = latencies.length;
  return {
    requests: completed,
    requestsPerSecond: completed / Math.max(total.seconds, Number.EPSILON),
    cpuMicrosPerRequest: Number.isNaN(total.cpuSeconds) ? null : (total.cpuSeconds * 1e6) / completed,
    p50Ms: completed === 0 ? Number.NaN : percentile(latencies, 0.5),
    p99Ms: completed === 0 ? Number.NaN : percentile(latencies, 0.99),
  };
}
