/**
 * What each kind of request costs the server at 50 connections: CPU, times, and what the database is asked. Fifty
 * accounts take turns, each in a network of its own, so that no limit of one person ends the run. Budgets: a session
 * check is at most 1 query; the server's hash of a secret at most 10 ms of CPU. Of a sign-in two hashes are in the count
 * (ours and the library's), the session, the audit's row with its signature, and the database.
 */
import { createUuid } from '@undertone/base/id';
import { systemRandom } from '@undertone/base/clock';
import { API_PREFIX, PROTOCOL_VERSION } from '@undertone/contract/protocol';
import { OPEN_LANE, randomOps, signUp, type HttpAccount } from './account-over-http.ts';
import { load, type Target } from './http-load.ts';
import { report, round, type Row } from './report.ts';
import { startRawWorkerd } from './raw-workerd.ts';
import { hashSecret, verifySecret } from '@undertone/worker/account/secret-hash';

const ACCOUNTS = 50;
const READINGS = 20;
const SECONDS = 3;
const HASHES = 100;
const ORGANISATION = createUuid(systemRandom);

interface Kind extends Pick<Target, 'method' | 'refusedWith'> {
  readonly request: string;
  readonly path: string;
  readonly body?: (account: HttpAccount) => unknown;
  /** Nobody is signed in. */
  readonly isOpen?: true;
  /** Of a request that takes long, so that some end within them. */
  readonly seconds?: number;
}

const sync = (ops: (account: HttpAccount) => unknown): Pick<Kind, 'method' | 'path' | 'body'> => ({
  ...{ method: 'POST', path: '/sync' },
  // Behind everything that the account holds: what a device asks that is up to date.
  body: (account) => ({ protocol: PROTOCOL_VERSION, cursor: READINGS * 2, ops: ops(account) }),
});

const KINDS: readonly Kind[] = [
  { request: 'health', path: '/health', isOpen: true },
  {
    request: 'prelogin',
    ...{ method: 'POST', path: '/account/prelogin' },
    isOpen: true,
    body: ({ email }) => ({ email }),
  },
  {
    request: 'sign-in',
    ...{ method: 'POST', path: '/session', isOpen: true },
    body: ({ email, authSecret }) => ({ email, authSecret }),
  },
  { request: 'session check alone: refused right after it', path: '/readings?limit=0', refusedWith: 400 },
  { request: 'session, read', path: '/session' },
  { request: 'sessions, read', path: '/sessions' },
  { request: 'profile, read', path: '/profile' },
  {
    request: 'preferences, write',
    ...{ method: 'PUT', path: '/profile/preferences' },
    body: () => ({ locale: 'en', idleMinutes: null }),
  },
  {
    request: 'consent, write',
    ...{ method: 'PUT', path: '/consents/text' },
    body: () => ({ granted: true }),
  },
  { request: 'sync, nothing new', ...sync(() => []) },
  { request: 'sync, one sealed entry', ...sync(() => randomOps(1, null)) },
  { request: 'sync, one entry with scores', ...sync(() => randomOps(1, OPEN_LANE)) },
  { request: `readings, ${READINGS}`, path: `/readings?limit=${READINGS}` },
  { request: 'baseline, read', path: '/readings/baseline' },
  { request: 'second factors, read', path: '/account/second-factors' },
  { request: 'own audit, a page', path: '/audit' },
  { request: 'export, a page', path: '/account/export', seconds: 8 },
  { request: 'organisations, read', path: '/organisations' },
  { request: 'members, read', path: `/organisations/${ORGANISATION}/members` },
  {
    request: 'organisation, rename',
    ...{ method: 'PUT', path: `/organisations/${ORGANISATION}` },
    body: () => ({ name: 'A practice' }),
  },
  { request: 'deletion, taken back', ...{ method: 'DELETE', path: '/account/deletion' } },
];

const worker = await startRawWorkerd('worker/src/index.ts');

/** Fifty admins of one organisation with some readings each, who have just shown again who they are. */
async function people(): Promise<readonly HttpAccount[]> {
  const accounts: HttpAccount[] = [];
  for (let at = 0; at < ACCOUNTS; at++) {
    const account = await signUp(worker.url);
    await account.call('PUT', '/consents/text', { granted: true });
    await account.exchange(randomOps(READINGS, OPEN_LANE));
    accounts.push(account);
  }
  const later = Date.now() + 60_000;
  await worker.run([
    {
      sql: `INSERT INTO organisation (id, name, kind, created_at) VALUES ('${ORGANISATION}', 'A practice', 'practice', 0)`,
    },
    { sql: `UPDATE user SET has_second_factor = 1` },
    { sql: `UPDATE session SET stepped_up_at = ${Date.now()}, last_seen_at = ${later}` },
    {
      sql: `INSERT INTO membership (organisation_id, account_id, role, joined_at)
        SELECT '${ORGANISATION}', id, 'org-admin', 0 FROM user`,
    },
  ]);
  return accounts;
}

let turn = 0;

function nextOf({ body, isOpen }: Kind, accounts: readonly HttpAccount[]) {
  return () => {
    turn++;
    const account = accounts[turn % accounts.length]!;
    const network = isOpen ? turn : turn % accounts.length;
    const address = `2001:db8:${(network >> 16).toString(16)}:${(network & 0xffff).toString(16)}::1`;
    return {
      headers: {
        'cf-connecting-ip': address,
        ...(body && { 'content-type': 'application/json' }),
        ...(!isOpen && { cookie: account.cookie }),
      },
      ...(body && { body: JSON.stringify(body(account)) }),
    };
  };
}

/** What one request asks of the database; the second of two, so that nothing counts that only the first does. */
async function countsOf(kind: Kind, accounts: readonly HttpAccount[]) {
  const next = nextOf(kind, accounts.slice(0, 1));
  const url = worker.url + API_PREFIX + kind.path;
  const ask = async () => {
    const reply = await fetch(url, { method: kind.method ?? 'GET', ...next() });
    const text = await reply.text();
    if (reply.status !== (kind.refusedWith ?? reply.status) || reply.status >= 500)
      throw new Error(`${kind.request}: ${reply.status} ${text}`);
  };
  await ask();
  await worker.takeCounts();
  await ask();
  return worker.takeCounts();
}

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
  const accounts = await people();
  const none = '';
  const rows: Row[] = [
    {
      request: 'hash of a secret alone, in Node',
      ...{ 'D1 queries': 0, 'in round trips': 0, 'rows read': 0, 'rows written': 0 },
      ...{
        'CPU µs/request': round(await hashMicros(), 0),
        'requests/s': none,
        'p50 ms': none,
        'p99 ms': none,
      },
    },
  ];
  for (const kind of KINDS) {
    const counts = await countsOf(kind, accounts);
    const measured = await load({
      ...{ url: worker.url + API_PREFIX + kind.path, pid: worker.pid, seconds: kind.seconds ?? SECONDS },
      next: nextOf(kind, accounts),
      ...(kind.method && { method: kind.method }),
      ...(kind.refusedWith && { refusedWith: kind.refusedWith }),
    });
    const { cpuMicrosPerRequest: cpu } = measured;
    rows.push({
      request: kind.request,
      'D1 queries': counts.statements,
      'in round trips': counts.roundTrips,
      'rows read': counts.rowsRead,
      'rows written': counts.rowsWritten,
      'CPU µs/request':
        cpu === null ? 'not readable here' : Number.isFinite(cpu) ? round(cpu, 0) : 'none ended',
      'requests/s': Math.round(measured.requestsPerSecond),
      'p50 ms': round(measured.p50Ms, 1),
      'p99 ms': round(measured.p99Ms, 1),
    });
    console.log(JSON.stringify(rows.at(-1)));
  }
  report(
    'api-routes',
    `Requests over 50 connections by ${ACCOUNTS} accounts, ${SECONDS} s each in raw workerd; database, audit chains and load generator share the cores`,
    rows,
  );
} finally {
  await worker.stop();
}
