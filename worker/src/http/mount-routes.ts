import { err, ok, type Result } from '@undertone/base/result';
import type { EpochMs } from '@undertone/base/clock';
import type { Requirement } from '@undertone/contract/access';
import { API_PREFIX, LIMITS } from '@undertone/contract/protocol';
import type { Route } from '@undertone/contract/route';
import { ROUTES, type RouteId } from '@undertone/contract/routes';
import type { Hono } from 'hono';
import type * as v from 'valibot';
import type { Session } from '../account/session.ts';
import type { Dependencies } from '../dependencies.ts';
import { PROMETHEUS_TYPE } from '../observability/prometheus.ts';
import { afterAnswer } from './after-answer.ts';
import { countryOf, networkOf } from './client-network.ts';
import { failWith, type Failure } from './failure.ts';
import { OCTET_STREAM, readOctets, type Octets } from './octets.ts';
import { isOperator } from './operator.ts';
import { isOwnOrigin } from './origin.ts';
import { parseInput } from './parse.ts';
import { refusalOf } from '../account/refusal.ts';
import { problemResponse } from './problem-response.ts';
import { readJson } from './read-json.ts';
import { API_HEADERS, IMMUTABLE } from './security-headers.ts';
import { sharedResponse, type SharedBody } from './shared-body.ts';
import { ANSWER_WITHIN_MS, BODY_WITHIN_MS, OCTETS_WITHIN_MS, withinTime } from './time-limit.ts';
import { WrittenJson } from './written-json.ts';

type Parsed<Of extends Route, Part extends 'params' | 'query' | 'body'> = Of[Part] extends v.GenericSchema
  ? v.InferOutput<Of[Part]>
  : null;

/** A request whose every part has passed its schema, from someone who may make it. */
export interface Call<Of extends Route = Route> {
  readonly params: Parsed<Of, 'params'>;
  readonly query: Parsed<Of, 'query'>;
  readonly body: Parsed<Of, 'body'>;
  /** Of a route that takes octets; nothing of it has been read. */
  readonly octets: Of['octets'] extends number ? Octets : null;
  readonly session: Of['requires'] extends null | 'operator'
    ? null
    : Of['requires'] extends Requirement
      ? Session
      : Session | null;
  readonly headers: Headers;
  /** Whom limits count. */
  readonly client: string;
  /** Two letters, as the edge says; `null` where it does not. */
  readonly country: string | null;
  readonly requestId: string;
  readonly now: EpochMs;
  /**
   * Work that the answer does not wait for. As a function it begins after the answer: for what is done for some
   * accounts only, where the time of the answer must not tell for which.
   */
  readonly defer: (work: Promise<unknown> | (() => Promise<unknown>)) => void;
}

export interface Answer<Of extends Route = Route> {
  readonly body: Of['reply'] extends v.GenericSchema
    ? Of['shared'] extends true
      ? SharedBody
      : v.InferOutput<Of['reply']> | WrittenJson<v.InferOutput<Of['reply']>>
    : Of['reply'] extends 'octets'
      ? Octets
      : Of['reply'] extends 'text'
        ? string
        : null;
  /** `set-cookie` values. */
  readonly cookies?: readonly string[];
}

export type Handler<Of extends Route = Route> = (call: Call<Of>) => Promise<Result<Answer<Of>, Failure>>;

/** One for each route of the contract: a missing one does not compile. */
export type Handlers = { readonly [Id in RouteId]: Handler<(typeof ROUTES)[Id]> };

export type AppContext = { Variables: { requestId: string } };

/** Mounts the contract's table: what a route demands of a request is checked here, before its handler sees it. */
export function mountRoutes(app: Hono<AppContext>, dependencies: Dependencies, handlers: Handlers): void {
  const methodsOf = new Map<string, string[]>();
  for (const [id, route] of Object.entries(ROUTES) as [RouteId, Route][]) {
    const path = API_PREFIX + route.path;
    methodsOf.set(path, [...(methodsOf.get(path) ?? []), route.method]);
    // The table keeps each handler beside its own route; a loop over all of them cannot say so in types.
    const handler = handlers[id] as unknown as Handler;
    app.on(route.method, path, async (context) => {
      const requestId = context.get('requestId');
      const startedAt = performance.now();
      const request = context.req.raw;
      const client = networkOf(request.headers.get('cf-connecting-ip'));
      const defer: Call['defer'] = (work) =>
        context.executionCtx.waitUntil(typeof work === 'function' ? afterAnswer(work) : work);
      const answer = await withinTime(
        admit(route, dependencies, request, context.req.param(), {
          ...{ client, requestId, defer },
          country: countryOf(request.headers),
        }).then(async (call) => (call.ok ? withRenewal(call.value, await handler(call.value)) : call)),
        route.octets === undefined ? ANSWER_WITHIN_MS : OCTETS_WITHIN_MS,
        TOO_LATE,
      );
      const cookies = answer.ok ? (answer.value.cookies ?? []) : [];
      const response = answer.ok
        ? await reply(route, answer.value.body, cookies, requestId, request.headers)
        : problemResponse(answer.error, requestId);
      const durationMs = performance.now() - startedAt;
      dependencies.telemetry.observe({ requestId, route: id, status: response.status, durationMs });
      return response;
    });
  }
  for (const [path, allow] of methodsOf) {
    app.all(path, (context) =>
      problemResponse({ code: 'method-not-allowed', allow }, context.get('requestId')),
    );
  }
}

const TOO_LATE = err<Failure>({ code: 'unavailable', retryAfterMs: 1000 });

function withRenewal(call: Call, answer: Result<Answer, Failure>): Result<Answer, Failure> {
  const renewal = call.session?.renewal ?? [];
  if (!answer.ok || renewal.length === 0) return answer;
  return ok({ ...answer.value, cookies: [...(answer.value.cookies ?? []), ...renewal] });
}

async function admit(
  route: Route,
  dependencies: Dependencies,
  request: Request,
  pathParams: Record<string, string>,
  rest: Pick<Call, 'client' | 'country' | 'requestId' | 'defer'>,
): Promise<Result<Call, Failure>> {
  const now = dependencies.clock.now();
  // Also where nothing changes but the record of acts: a link elsewhere that opens an export in somebody's tab.
  const isPublic = route.method === 'GET' && route.requires === null;
  if (!isPublic && !isOwnOrigin(request, dependencies.allowedOrigins)) {
    return err(failWith('foreign-origin'));
  }
  const room = await dependencies.rates.take(route.rateClass, rest.client, now);
  if (!room.ok) return room;
  const allowed = await authorise(route.requires, dependencies, request, pathParams, now);
  if (!allowed.ok) return allowed;
  if (allowed.value !== null) {
    const { accountId, due } = allowed.value;
    const subject = due === 'show' ? (`pending ${accountId}` as const) : accountId;
    const left = await dependencies.accountRates.take(route.rateClass, subject, now, rest.defer);
    if (!left.ok) return left;
  }

  const parts = {
    params: parsePart(route.params, pathParams),
    query: route.query ? parseInput(route.query, queryOf(request)) : ok(null),
    body: route.body ? await parseBody(route, request) : parsePart(undefined, null),
    octets: route.octets === undefined ? ok(null) : readOctets(request, route.octets),
  };
  if (!parts.params.ok) return parts.params;
  if (!parts.query.ok) return parts.query;
  if (!parts.body.ok) return parts.body;
  if (!parts.octets.ok) return parts.octets;
  const call = {
    params: parts.params.value,
    query: parts.query.value,
    body: parts.body.value,
    octets: parts.octets.value,
    session: allowed.value,
    headers: request.headers,
    now,
    ...rest,
  };
  // The types of the parts are those of this very route's schemas.
  return { ok: true, value: call as Call };
}

async function authorise(
  requirement: Route['requires'],
  { operatorToken, readSession }: Dependencies,
  request: Request,
  { organisation }: Record<string, string>,
  now: EpochMs,
): Promise<Result<Session | null, Failure>> {
  if (requirement === null) return ok(null);
  if (requirement === 'operator') {
    if (operatorToken === null) return err(failWith('not-found'));
    return (await isOperator(request.headers, operatorToken)) ? ok(null) : err(failWith('unauthenticated'));
  }
  const session = await readSession(request.headers, now);
  if (session === null) return err(failWith('unauthenticated'));
  const refusal = refusalOf(requirement, session, organisation, now);
  return refusal === null ? ok(session) : err(failWith(refusal));
}

function queryOf({ url }: Request): Record<string, string> {
  return Object.fromEntries(new URL(url).searchParams);
}

function parsePart(schema: v.GenericSchema | undefined, input: unknown): Result<unknown, Failure> {
  return schema ? parseInput(schema, input) : { ok: true, value: null };
}

async function parseBody(route: Route, request: Request): Promise<Result<unknown, Failure>> {
  const reading = readJson(request, route.maxBodyBytes ?? LIMITS.jsonBodyBytes);
  const json = await withinTime(reading, BODY_WITHIN_MS, err(failWith('request-timeout')));
  if (!json.ok) return json;
  const { protocol } = route;
  if (protocol !== undefined) {
    const spoken = (json.value as { protocol?: unknown } | null)?.protocol;
    if (Number.isSafeInteger(spoken) && spoken !== protocol)
      return err({ code: 'protocol-unsupported', protocol });
  }
  return parseInput(route.body!, json.value);
}

/** Made once: to copy headers costs a third of setting each of them. */
const ANSWER_HEADERS = new Headers(API_HEADERS);
const headersWithType = (type: string) => new Headers({ ...API_HEADERS, 'content-type': type });
const JSON_HEADERS = headersWithType('application/json');
const OCTET_HEADERS = headersWithType(OCTET_STREAM);
const METRICS_HEADERS = headersWithType(PROMETHEUS_TYPE);

async function reply(
  route: Route,
  body: unknown,
  cookies: readonly string[],
  requestId: string,
  asked: Headers,
): Promise<Response> {
  if (route.shared === true) {
    // What any cache may keep carries nobody's cookie, whatever a handler says.
    const headers = new Headers(ANSWER_HEADERS);
    headers.set('x-request-id', requestId);
    return sharedResponse(body as SharedBody, headers, asked);
  }
  const response = responseOf(route, body);
  response.headers.set('x-request-id', requestId);
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}

function responseOf({ reply, replyStatus: status, immutable }: Route, body: unknown): Response {
  switch (reply) {
    case null:
      return new Response(null, { status, headers: ANSWER_HEADERS });
    case 'text':
      return new Response(body as string, { status, headers: METRICS_HEADERS });
    case 'octets':
      return octetResponse(body as Octets, status, immutable === true);
    default: {
      const text = body instanceof WrittenJson ? body.text : JSON.stringify(body);
      return new Response(text, { status, headers: JSON_HEADERS });
    }
  }
}

function octetResponse({ stream, length, partOf }: Octets, status: number, isImmutable: boolean): Response {
  const headers = new Headers(OCTET_HEADERS);
  headers.set('content-length', String(length));
  if (isImmutable) {
    headers.set('cache-control', IMMUTABLE);
    headers.set('accept-ranges', 'bytes');
  }
  if (partOf === undefined) return new Response(stream, { status, headers });
  const { start, totalBytes } = partOf;
  headers.set('content-range', `bytes ${start}-${start + length - 1}/${totalBytes}`);
  return new Response(stream, { status: 206, headers });
}
