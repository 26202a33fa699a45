/**
 * Whether the time of an answer tells if an address has an account: every route that takes an address from somebody
 * without a session, tried with as many known as unknown addresses in random order. Each try has an address and a
 * network of its own, so that no limit bites. Budget: the difference of the means is within noise (its 95 % interval
 * holds zero).
 */
import { systemRandom } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { toBase64Url } from '@undertone/base/bytes';
import { API_PREFIX } from '@undertone/contract/protocol';
import { signUp } from './account-over-http.ts';
import { percentile, report, round, type Row } from './report.ts';
import { startRawWorkerd } from './raw-workerd.ts';
import { compareMeans } from './welch.ts';

const TRIES = 500;
const WARM_UP = 50;

const randomText = (bytes: number) => toBase64Url(systemRandom(bytes));
const locale = 'en';

interface Way {
  readonly path: string;
  readonly what: string;
  readonly status: number;
  readonly body: (email: string) => unknown;
  /** The time of the next request of somebody else is taken, not its own: for work that goes on after the answer. */
  readonly next?: true;
}

const wrap = (kind: string) => ({ version: 1, kind, wrapped: randomText(80) });
const KDF = { algorithm: 'argon2id', memoryKib: 65_536, iterations: 3, parallelism: 1 };

const SIGN_IN = {
  ...{ path: '/session', status: 401 },
  body: (email: string) => ({ email, authSecret: randomText(32) }),
};

const WAYS: readonly Way[] = [
  { path: '/account/prelogin', what: 'prelogin', status: 200, body: (email) => ({ email }) },
  { ...SIGN_IN, what: 'sign-in, wrong secret' },
  { ...SIGN_IN, what: 'sign-in, wrong secret: the prelogin that follows it', next: true },
  {
    ...{ path: '/account/recovery/open', what: 'recovery, wrong words', status: 401 },
    body: (email) => ({ email, recoveryProof: randomText(32) }),
  },
  {
    ...{ path: '/account/recovery/reset', what: 'reset by recovery, wrong words', status: 401 },
    body: (email) => ({
      ...{ email, recoveryProof: randomText(32), authSecret: randomText(32) },
      ...{ kdf: { ...KDF, salt: randomText(16) }, passphraseWrap: wrap('passphrase') },
    }),
  },
  {
    ...{ path: '/account/email-code', what: 'code to sign up', status: 204 },
    body: (email) => ({ email, locale }),
  },
  {
    ...{ path: '/account/unlock-code', what: 'code to unlock', status: 204 },
    body: (email) => ({ email, locale }),
  },
  {
    ...{ path: '/account/unlock', what: 'unlock, wrong code', status: 403 },
    body: (email) => ({ email, code: '000000' }),
  },
];

const worker = await startRawWorkerd('worker/src/index.ts');
let networks = 0;

/** Milliseconds until the whole answer is here. Throws on another status than the expected one. */
async function time(path: string, body: unknown, status: number): Promise<number> {
  networks++;
  const network = `2001:db8:${(networks >> 16).toString(16)}:${(networks & 0xffff).toString(16)}::1`;
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cf-connecting-ip': network },
    body: JSON.stringify(body),
  };
  const startedAt = performance.now();
  const reply = await fetch(worker.mailingUrl + API_PREFIX + path, init);
  const text = await reply.text();
  const tookMs = performance.now() - startedAt;
  if (reply.status !== status) throw new Error(`POST ${path}: ${reply.status} ${text}`);
  return tookMs;
}

const stranger = () => `bench-${createUuid(systemRandom)}@example.org`;

async function measure(way: Way, known: readonly string[], unknown: readonly string[]): Promise<Row> {
  const samples = { known: [] as number[], unknown: [] as number[] };
  for (let at = 0; at < WARM_UP; at++) await time(way.path, way.body(stranger()), way.status);
  const order = known
    .flatMap((email, at) => [
      { who: 'known' as const, email },
      { who: 'unknown' as const, email: unknown[at]! },
    ])
    .map((one) => ({ one, at: Math.random() }))
    .sort((left, right) => left.at - right.at);
  for (const {
    one: { who, email },
  } of order) {
    const own = await time(way.path, way.body(email), way.status);
    samples[who].push(way.next ? await time('/account/prelogin', { email: stranger() }, 200) : own);
  }
  const { leftMean, rightMean, difference, interval, t, p } = compareMeans(samples.known, samples.unknown);
  return {
    'what is asked': way.what,
    'known: mean ms': round(leftMean, 3),
    'unknown: mean ms': round(rightMean, 3),
    'difference, ms': round(difference, 3),
    '95 % interval': `${round(interval[0], 3)} to ${round(interval[1], 3)}`,
    t: round(t, 2),
    p: round(p, 3),
    'difference of the medians, ms': round(
      percentile(samples.known, 0.5) - percentile(samples.unknown, 0.5),
      3,
    ),
    'within noise': interval[0] <= 0 && interval[1] >= 0 ? 'yes' : 'no',
  };
}

try {
  const known: string[] = [];
  for (let at = 0; at < TRIES; at++) known.push((await signUp(worker.url)).email);
  // The same ones throughout, so that both kinds were asked about as often before.
  const unknown = Array.from({ length: TRIES }, stranger);
  const rows: Row[] = [];
  for (const way of WAYS) {
    const row = await measure(way, known, unknown);
    console.log(JSON.stringify(row));
    rows.push(row);
  }
  report(
    'timing',
    `Known against unknown addresses, ${TRIES} tries each in random order, one at a time in raw workerd`,
    rows,
  );
} finally {
  await worker.stop();
}
