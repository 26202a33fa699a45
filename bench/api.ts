/**
 * Requests a second and the server's CPU per request over 50 connections: our Worker in raw workerd, beside a bare
 * Hono app in raw workerd and Express 5 over node:sqlite, all in one run. Budgets: health ≤ 60 µs, an authenticated
 * read of 20 rows ≤ 250 µs and ≥ 5,000/s.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { API_PREFIX } from '@undertone/contract/protocol';
import { OPEN_LANE, randomOps, signUp } from './account-over-http.ts';
import { load, type Load, type Target } from './http-load.ts';
import { percentile, report, round, type Row } from './report.ts';
import { startRawWorkerd } from './raw-workerd.ts';

const ROUNDS = 3;
const READINGS = 20;

interface Subject {
  readonly server: string;
  readonly route: string;
  readonly target: Target;
}

async function startUndertone() {
  const worker = await startRawWorkerd('worker/src/index.ts');
  const account = await signUp(worker.url);
  await account.call('PUT', '/consents/text', { granted: true });
  await account.exchange(randomOps(READINGS, OPEN_LANE));
  const page = (await (await account.call('GET', `/readings?limit=${READINGS}`)).json()) as {
    readonly readings: readonly unknown[];
  };
  if (page.readings.length !== READINGS)
    throw new Error(`${page.readings.length} readings instead of ${READINGS}`);
  const api = worker.url + API_PREFIX;
  const headers = { cookie: account.cookie };
  const subjects: readonly Subject[] = [
    { server: 'Undertone, raw workerd', route: 'health', target: { url: `${api}/health`, pid: worker.pid } },
    {
      server: 'Undertone, raw workerd',
      route: 'read of 20',
      target: { url: `${api}/readings?limit=${READINGS}`, pid: worker.pid, headers },
    },
  ];
  return { subjects, stop: () => worker.stop() };
}

const barePair = (server: string, url: string, pid: number): readonly Subject[] => [
  { server, route: 'health', target: { url: `${url}/health`, pid } },
  { server, route: 'read of 20', target: { url: `${url}/readings`, pid } },
];

async function startHono() {
  const worker = await startRawWorkerd('bench/hono-worker.ts');
  const seeded = await fetch(`${worker.url}/readings`, { method: 'POST' });
  if (!seeded.ok) throw new Error(`the bare app was not seeded: ${seeded.status}`);
  return { subjects: barePair('Hono alone, raw workerd', worker.url, worker.pid), stop: () => worker.stop() };
}

async function startExpress() {
  const path = fileURLToPath(new URL('express-server.ts', import.meta.url));
  const child = spawn(process.execPath, [path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  const url = `http://127.0.0.1:${said.toString().trim()}`;
  const stop = async () => {
    child.kill();
    await once(child, 'exit');
  };
  return { subjects: barePair('Express 5 + node:sqlite', url, child.pid ?? 0), stop };
}

const middle = (samples: readonly number[]) => percentile(samples, 0.5);

function rowOf({ server, route }: Subject, loads: readonly Load[]): Row {
  const cpu = loads.map((each) => each.cpuMicrosPerRequest ?? Number.NaN);
  return {
    server,
    route,
    'requests/s': Math.round(middle(loads.map((each) => each.requestsPerSecond))),
    'CPU µs/request': Number.isNaN(cpu[0]) ? 'not readable here' : round(middle(cpu), 0),
    'p50 ms': round(middle(loads.map((each) => each.p50Ms)), 1),
    'p99 ms': round(middle(loads.map((each) => each.p99Ms)), 1),
  };
}

const servers = [await startUndertone(), await startHono(), await startExpress()];
const subjects = servers.flatMap((server) => server.subjects);
const loads = new Map<Subject, Load[]>(subjects.map((subject) => [subject, []]));
// Turn by turn, so that a busy minute of the machine falls on all of them.
for (let turn = 0; turn < ROUNDS; turn++) {
  for (const subject of subjects) loads.get(subject)!.push(await load(subject.target));
}
for (const server of servers) await server.stop();
report(
  'api',
  `50 connections on loopback, median of ${ROUNDS} turns of 6 s; the load generator shares the cores`,
  [...loads].map(([subject, samples]) => rowOf(subject, samples)),
);
