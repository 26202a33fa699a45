import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

const CONNECTIONS = 50;
const SECONDS = 6;
const WARM_UP_SECONDS = 2;
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
}

/** 50 keep-alive connections on loopback for a few seconds, after a warm-up. Throws on any answer but 200. */
export async function load(target: Target): Promise<Load> {
  const shared = { url: target.url, connections: CONNECTIONS, headers: { ...target.headers } };
  await autocannon({ ...shared, duration: WARM_UP_SECONDS });
  const cpuBefore = cpuSeconds(target.pid);
  const result = await autocannon({ ...shared, duration: SECONDS });
  const cpuAfter = cpuSeconds(target.pid);
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${target.url}: ${result.non2xx} answers were not 2xx, ${result.errors} failed`);
  }
  const completed = result['2xx'];
  return {
    requestsPerSecond: completed / result.duration,
    cpuMicrosPerRequest:
      cpuBefore === null || cpuAfter === null ? null : ((cpuAfter - cpuBefore) * 1e6) / completed,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}
