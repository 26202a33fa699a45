import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

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
  readonly requestsPerSecond: number;
  /** Microseconds of the server's own CPU for one request; `null` where it cannot be read. */
  readonly cpuMicrosPerRequest: number | null;
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
  readonly next?: () => { readonly headers: Readonly<Record<string, string>>; readonly body?: string };
  /** An expected answer that is no success. */
  readonly refusedWith?: number;
  /** Instead of the usual seconds of measuring; the warm-up takes a third of it. */
  readonly seconds?: number;
}

/** 50 keep-alive connections on loopback for a few seconds, after a warm-up. Throws on any unexpected answer. */
export async function load(target: Target): Promise<Load> {
  const { url, method = 'GET', next, refusedWith, seconds = SECONDS } = target;
  const shared = {
    ...{ url, method, connections: CONNECTIONS, headers: { ...target.headers } },
    ...(next && { requests: [{ setupRequest: (request: object) => ({ ...request, ...next() }) }] }),
  };
  await autocannon({ ...shared, duration: Math.max(1, Math.round(seconds / 3)) });
  const cpuBefore = cpuSeconds(target.pid);
  const result = await autocannon({ ...shared, duration: seconds });
  const cpuAfter = cpuSeconds(target.pid);
  const statuses = Object.entries(result.statusCodeStats ?? {});
  const isExpected = (status: string) =>
    refusedWith === undefined ? status.startsWith('2') : Number(status) === refusedWith;
  const unexpected = statuses.filter(([status]) => !isExpected(status));
  if (unexpected.length > 0 || result.errors > 0) {
    const told = unexpected.map(([status, { count = 0 }]) => `${count} times ${status}`).join(', ');
    throw new Error(`${method} ${url}: ${told}; ${result.errors} failed`);
  }
  const completed = statuses.reduce((sum, [, { count = 0 }]) => sum + count, 0);
  return {
    requestsPerSecond: completed / result.duration,
    cpuMicrosPerRequest:
      cpuBefore === null || cpuAfter === null ? null : ((cpuAfter - cpuBefore) * 1e6) / completed,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}
