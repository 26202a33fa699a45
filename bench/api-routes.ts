/**
 * What each route of the contract costs the server at 50 connections: CPU, times, and what the database is asked.
 * Fifty accounts take turns, each in a network of its own, so that no limit of one person ends the run; where a limit
 * counts requests, its counters are emptied between short rounds. Budgets: a session check is at most 1 query; the
 * server's hash of a secret at most 10 ms of CPU. Of a sign-in two hashes are in the count (ours and the library's),
 * the session, the audit's row with its signature, and the database.
 */
import { systemRandom } from '@undertone/base/clock';
import { API_PREFIX } from '@undertone/contract/protocol';
import type { Route } from '@undertone/contract/route';
import { ROUTES } from '@undertone/contract/routes';
import { hashSecret, verifySecret } from '@undertone/worker/account/secret-hash';
import type { DatabaseCounts } from './database-service.ts';
import { load } from './http-load.ts';
import { SECRET, startRawWorkerd } from './raw-workerd.ts';
import { report, round, type Row } from './report.ts';
import { ACCOUNT_KINDS } from './requests/account.ts';
import { FACTOR_KINDS } from './requests/factors.ts';
import { JOURNAL_KINDS } from './requests/journal.ts';
import { ACCOUNTS, type Kind, type Stage, type Turn } from './requests/kind.ts';
import { unaccountedRoutes, LEFT_OUT } from './requests/left-out.ts';
import { ORGANISATION_KINDS } from './requests/organisations.ts';
import { RECORD_KINDS } from './requests/record.ts';
import { SERVICE_KINDS } from './requests/service.ts';
import { FIRST_TURN, setStage, settle } from './requests/stage.ts';

/** A trial, for who changes this: only requests whose name holds the word, a second each, and nothing is kept. */
const trial = process.argv[2];
const SECONDS = trial === undefined ? 2 : 1;
const HASHES = 100;
const QUIET_MS = 200;

const KINDS: readonly Kind[] = [
  ...SERVICE_KINDS,
  ...ACCOUNT_KINDS,
  ...RECORD_KINDS,
  ...FACTOR_KINDS,
  ...JOURNAL_KINDS,
  ...ORGANISATION_KINDS,
];
const unaccounted = unaccountedRoutes(KINDS).join(', ');
if (unaccounted !== '') {
  const told = `Neither measured nor left out, or both: ${unaccounted} (bench/requests/).`;
  if (trial === undefined) throw new Error(told);
  console.warn(told);
}

const worker = await startRawWorkerd('worker/src/index.ts');
let turns = FIRST_TURN;

const routeOf = ({ route }: Kind): Route => ROUTES[route];
const urlOf = ({ mails }: Kind) => (mails === undefined ? worker.url : worker.mailingUrl);

function requestOf(kind: Kind, turn: Turn) {
  const { method, path, requires } = routeOf(kind);
  const network = requires === null ? turn.at : turn.at % ACCOUNTS;
  const given = kind.body?.(turn);
  const isBytes = Buffer.isBuffer(given);
  const body = isBytes
    ? (given as Buffer<ArrayBuffer>)
    : given === undefined
      ? undefined
      : JSON.stringify(given);
  const { path: named = path } = kind;
  return {
    path: API_PREFIX + (typeof named === 'string' ? named : named(turn)),
    headers: {
      'cf-connecting-ip': `2001:db8:${(network >> 16).toString(16)}:${(network & 0xffff).toString(16)}::1`,
      ...(method !== 'GET' && { origin: urlOf(kind) }),
      ...(body !== undefined && {
        'content-type': isBytes ? 'application/octet-stream' : 'application/json',
      }),
      ...(requires === 'operator' && { authorization: `Bearer ${SECRET}` }),
      ...(requires !== null &&
        requires !== 'operator' && {
          cookie: kind.cookie?.(turn) ?? turn.account.cookie,
        }),
    },
    ...(body !== undefined && { body }),
  };
}

const ASKED = 3;

/**
 * What one request asks of the database: not the first of an account, which does more, and of two others the cheaper,
 * since every fiftieth carries the counts of fifty to the counters.
 */
async function countsOf(kind: Kind, stage: Stage): Promise<DatabaseCounts> {
  const { method, replyStatus } = routeOf(kind);
  const counts: DatabaseCounts[] = [];
  const first = turns;
  for (let at = first; at < first + ASKED * ACCOUNTS; at += ACCOUNTS) {
    await kind.rounds?.prepare(stage, at, at + 1);
    await worker.takeCounts();
    const { path, ...init } = requestOf(kind, { at, account: stage.accounts[at % ACCOUNTS]! });
    const reply = await fetch(urlOf(kind) + path, { method, ...init });
    const text = await reply.text();
    if (reply.status !== (kind.refusedWith ?? replyStatus))
      throw new Error(`${kind.request}: ${reply.status} ${text}`);
    if (at > first) counts.push(await worker.takeCounts());
  }
  turns += ASKED * ACCOUNTS;
  return counts.reduce((least, one) => (one.statements < least.statements ? one : least));
}

async function loadOf(kind: Kind, stage: Stage) {
  const { rounds, seconds = SECONDS, refusedWith } = kind;
  const { method } = routeOf(kind);
  return load({
    ...{ url: urlOf(kind), pid: worker.pid, method, seconds },
    ...(refusedWith && { refusedWith }),
    next: () => {
      const at = turns++;
      return requestOf(kind, { at, account: stage.accounts[at % ACCOUNTS]! });
    },
    ...(rounds && {
      rounds: {
        ...rounds,
        prepare: () => rounds.prepare(stage, turns, turns + rounds.requests),
      },
    }),
  });
}

/** Requests that the load has left behind run on, and would end sessions that the next ones need. */
async function quiet(): Promise<void> {
  do await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  while ((await worker.takeCounts()).statements > 0);
}

const cell = (value: number, digits: number) =>
  Number.isFinite(value) ? round(value, digits) : 'none ended';

/** The hash alone, with the same WebCrypto in this process: in the Worker it cannot be told from the rest. */
async function hashMicros(): Promise<number> {
  const stored = await hashSecret('warm-up', systemRandom);
  for (let at = 0; at < HASHES; at++) await verifySecret('warm-up', stored);
  const before = process.cpuUsage();
  for (let at = 0; at < HASHES; at++) await verifySecret('a secret', stored);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / HASHES;
}

try {
  const stage = await setStage(worker);
  const none = '';
  const rows: Row[] = [
    {
      request: 'hash of a secret alone, in Node',
      ...{ 'D1 queries': 0, 'in round trips': 0, 'rows read': 0, 'rows written': 0 },
      'CPU µs/request': round(await hashMicros(), 0),
      ...{ 'requests/s': none, 'p50 ms': none, 'p99 ms': none, requests: none },
    },
  ];
  for (const kind of KINDS.filter(({ request }) => request.includes(trial ?? ''))) {
    await quiet();
    await settle(stage);
    await kind.before?.(stage);
    const counts = await countsOf(kind, stage);
    const { cpuMicrosPerRequest: cpu, ...measured } = await loadOf(kind, stage);
    rows.push({
      request: kind.request,
      'D1 queries': counts.statements,
      'in round trips': counts.roundTrips,
      'rows read': counts.rowsRead,
      'rows written': counts.rowsWritten,
      'CPU µs/request': cpu === null ? 'not readable here' : cell(cpu, 0),
      'requests/s': Math.round(measured.requestsPerSecond),
      'p50 ms': cell(measured.p50Ms, 1),
      'p99 ms': cell(measured.p99Ms, 1),
      requests: measured.requests,
    });
    console.log(JSON.stringify(rows.at(-1)));
  }
  console.log('Left out:', LEFT_OUT);
  const title = `Each route over 50 connections by ${ACCOUNTS} accounts, ${SECONDS} s each or in rounds, in raw workerd; database, buckets, audit chains and load generator share the cores`;
  if (trial === undefined) report('api-routes', title, rows);
} finally {
  await worker.stop();
}
