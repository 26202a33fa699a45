import { env } from 'cloudflare:workers';
import { ok } from '@undertone/base/result';
import { PROBLEM_CODES, ProblemSchema } from '@undertone/contract/problem';
import { PROBLEMS } from '@undertone/contract/problem-table';
import { ROUTES, type RouteId } from '@undertone/contract/routes';
import type { Route } from '@undertone/contract/route';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { describeApi } from '../documentation/openapi.ts';
import { createWorkerClient, ORIGIN, signUp, type WorkerClient } from '../testing/worker-client.ts';
import { pathOf, requestsOf, type FuzzRequest } from './request-arbitrary.ts';

const REQUESTS = Number(env.FUZZ_REQUESTS);
const SEED = Number(env.FUZZ_SEED);
/** A stack, a query, or the database's own words. */
const LEAK =
  /\bat [\w.<>]+ \(|\.ts:\d+|\.js:\d+:\d+|SQLITE_|D1_ERROR|no such (?:table|column)|near ".*": syntax error|\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\bUPDATE \w+ SET\b/;
const HANG_MS = 2000;

/** Everybody that a request may come from. Who was signed out or deleted by a request is replaced. */
const PEOPLE = {
  nobody: null,
  member: 'SELECT ?1, ?2',
  'stepped-up': 'UPDATE session SET stepped_up_at = ?2 WHERE user_id = ?1',
  pending: `UPDATE session SET assurance = 'pending' WHERE user_id = ?1 AND ?2 > 0`,
  'org-admin': `INSERT INTO membership (organisation_id, account_id, role, joined_at)
    SELECT 'fuzzed-organisation-0001', ?1, 'org-admin', ?2`,
  'super-admin': 'UPDATE user SET is_super_admin = 1 WHERE id = ?1 AND ?2 > 0',
} as const satisfies Record<string, string | null>;

type Person = keyof typeof PEOPLE;

async function meet(person: Person): Promise<{ client: WorkerClient; accountId: string | null }> {
  // Limits would end the run after some hundred requests; they have tests of their own.
  const client = await createWorkerClient({
    rates: { take: async () => ok() },
    accountRates: { take: async () => ok() },
  });
  const setting = PEOPLE[person];
  if (setting === null) return { client, accountId: null };
  const { accountId } = await signUp(client);
  await env.DB.batch([
    env.DB.prepare(
      `INSERT OR IGNORE INTO organisation (id, name, created_at) VALUES ('fuzzed-organisation-0001', 'Practice', 1)`,
    ),
    env.DB.prepare(setting).bind(accountId, Date.now()),
  ]);
  if (person === 'org-admin' || person === 'super-admin') {
    await env.DB.prepare('UPDATE user SET has_second_factor = 1 WHERE id = ?1').bind(accountId).run();
    await env.DB.prepare('UPDATE session SET stepped_up_at = ?2 WHERE user_id = ?1')
      .bind(accountId, Date.now())
      .run();
  }
  return { client, accountId };
}

/** What must not change, whatever is sent: someone who takes no part. */
async function onlooker() {
  const { accountId } = await signUp(await createWorkerClient());
  return async () => {
    const rows = await env.DB.batch(
      [
        'SELECT * FROM user WHERE id = ?1',
        'SELECT * FROM credential WHERE user_id = ?1',
        'SELECT * FROM account_key WHERE account_id = ?1',
        'SELECT id, assurance, scopes, label FROM session WHERE user_id = ?1',
        'SELECT * FROM membership WHERE account_id = ?1',
      ].map((sql) => env.DB.prepare(sql).bind(accountId)),
    );
    return JSON.stringify(rows.map(({ results }) => results));
  };
}

async function readAdmins(): Promise<ReadonlySet<string>> {
  const { results } = await env.DB.prepare('SELECT id FROM user WHERE is_super_admin = 1').all<{
    id: string;
  }>();
  return new Set(results.map(({ id }) => id));
}

const fuzzed = fc.record({
  request: requestsOf(describeApi()),
  person: fc.constantFrom(...(Object.keys(PEOPLE) as Person[])),
  /** Puts ids that the server itself gave out in the place of made-up ones. */
  realIds: fc.option(fc.nat(), { freq: 2 }),
});

/** What hangs, hangs again and again while another is answered much sooner; a busy machine keeps all of them waiting. */
async function hangs(again: () => Promise<unknown>, other: () => Promise<unknown>): Promise<boolean> {
  let slow = 0;
  for (let tries = 0; tries < 10 && slow < 3; tries++) {
    const otherMs = await timed(other);
    const tookMs = await timed(again);
    if (tookMs <= HANG_MS) return false;
    if (tookMs > 10 * otherMs) slow++;
  }
  return slow === 3;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function faultOf(request: FuzzRequest, status: number, headers: Headers, text: string) {
  if (status >= 500) return `answered ${status}: ${text.slice(0, 200)}`;
  if (LEAK.test(text)) return `leaked: ${LEAK.exec(text)?.[0]}`;
  const type = headers.get('content-type') ?? '';
  if (status >= 400) {
    if (type !== 'application/problem+json') return `answered ${status} as ${type}`;
    const problem = v.safeParse(ProblemSchema, JSON.parse(text));
    if (!problem.success) return `answered no problem document: ${text.slice(0, 200)}`;
    const code = PROBLEM_CODES.find((known) => known === problem.output.code);
    if (code === undefined || PROBLEMS[code].status !== status) return `answered ${status} with ${text}`;
    return null;
  }
  const route: Route = ROUTES[request.operationId as RouteId];
  if (typeof route.reply !== 'object' || route.reply === null) return null;
  const reply = v.safeParse(route.reply, JSON.parse(text));
  return reply.success ? null : `answered what its schema does not know: ${text.slice(0, 200)}`;
}

it(`answers ${REQUESTS} requests made from its description without a fault (seed ${SEED})`, async () => {
  const look = await onlooker();
  const before = await look();
  const adminsBefore = await readAdmins();
  const appointed = new Set<string>();
  const clients = new Map<Person, { client: WorkerClient; accountId: string | null }>();
  const ids: string[] = ['fuzzed-organisation-0001'];
  const faults: string[] = [];
  const statuses = new Map<number, number>();

  for (const { request, person, realIds } of fc.sample(fuzzed, { numRuns: REQUESTS, seed: SEED })) {
    const met = clients.get(person) ?? (await meet(person));
    clients.set(person, met);
    if (person === 'super-admin' && met.accountId !== null) appointed.add(met.accountId);
    const names = Object.keys(request.params);
    const params =
      realIds === null
        ? request.params
        : Object.fromEntries(names.map((name, at) => [name, ids[(realIds + at) % ids.length]!]));
    const path = pathOf({ ...request, params });
    const send = async () => {
      const response = await met.client.send(path, {
        method: request.method,
        headers: { origin: ORIGIN, ...request.headers },
        body: request.body,
      });
      return { response, text: await response.text() };
    };
    const startedAt = performance.now();
    const { response, text } = await send();
    const tookMs = performance.now() - startedAt;
    const hung = tookMs > HANG_MS && (await hangs(send, () => met.client.call('GET', '/health')));
    const { status, headers } = response;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const fault = hung
      ? `took ${Math.round(tookMs)} ms, again and again`
      : faultOf(request, status, headers, text);
    if (fault !== null) {
      faults.push(`${person} ${request.method} ${path} ${request.body?.slice(0, 300) ?? ''}\n  ${fault}`);
    }
    for (const [, id] of text.matchAll(/"(?:\w*[iI]d)":"([\w-]{16,64})"/g)) if (id) ids.push(id);
    ids.splice(1, Math.max(0, ids.length - 200));
    if (person !== 'nobody' && (status === 401 || headers.getSetCookie().length > 0)) clients.delete(person);
  }

  expect(faults.slice(0, 20)).toEqual([]);
  expect(await look()).toBe(before);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['isSuperAdmin']).toBeUndefined();
  const made = [...(await readAdmins())].filter((id) => !adminsBefore.has(id) && !appointed.has(id));
  expect(made).toEqual([]);
  // A run that is refused at the door everywhere finds nothing.
  expect((statuses.get(200) ?? 0) + (statuses.get(204) ?? 0)).toBeGreaterThan(REQUESTS / 20);
}, 1_800_000);
