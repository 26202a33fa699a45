import { parseUtf8, type Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import { PROBLEM_CODES, ProblemSchema, type ProblemCode } from '@undertone/contract/problem';
import { API_PREFIX } from '@undertone/contract/protocol';
import type { Route } from '@undertone/contract/route';
import { JOURNAL_ROUTES } from '@undertone/contract/routes/journal';
import type { ROUTES, RouteId } from '@undertone/contract/routes';
import * as v from 'valibot';
import type { Outbound, OutboundFailure, OutboundReply } from './outbound.ts';

/** Nothing of what is sent is changed on the way. */
type Sendable<Value> = Value extends readonly (infer Item)[]
  ? readonly Sendable<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Sendable<Value[Key]> }
    : Value;

type InputOf<Part> = Part extends v.GenericSchema ? Sendable<v.InferInput<Part>> : undefined;

/** What a route takes: exactly the parts that its row in the contract has a schema for. */
export type ApiInput<Id extends RouteId> = {
  readonly [
    Key in 'params' | 'query' | 'body' as Key extends keyof (typeof ROUTES)[Id] ? Key : never
  ]: InputOf<(typeof ROUTES)[Id][Key & keyof (typeof ROUTES)[Id]]>;
} & ('octets' extends keyof (typeof ROUTES)[Id] ? { readonly octets: Bytes } : unknown);

export type ApiReply<Id extends RouteId> = (typeof ROUTES)[Id]['reply'] extends v.GenericSchema
  ? v.InferOutput<(typeof ROUTES)[Id]['reply']>
  : (typeof ROUTES)[Id]['reply'] extends 'octets' | 'text'
    ? Bytes
    : void;

export interface ApiFailure {
  readonly code: OutboundFailure | 'malformed-reply' | ProblemCode;
  /** How long the server asked to wait. */
  readonly retryAfterMs?: number;
  /** Under which the server's log knows the request. */
  readonly requestId?: string;
  /** With `protocol-unsupported`: what the server speaks. */
  readonly protocol?: number;
}

export interface ApiOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Asked without cookie: the server answers a device, and cannot tell whose. */
  readonly anonymous?: boolean;
  /** Lets the browser keep what is the same for everybody; `no-cache` asks whether it is still the newest. */
  readonly cache?: 'no-cache' | 'reload';
  /** Of a route that gives octets: these bytes only, both ends included. */
  readonly range?: { readonly first: number; readonly last: number };
}

/** Calls one route of the contract. The reply is parsed by the route's schema: a server is not trusted. */
export type CallApi = <Id extends RouteId>(
  id: Id,
  input: ApiInput<Id>,
  options?: ApiOptions,
) => Promise<Result<ApiReply<Id>, ApiFailure>>;

const PARTIAL_CONTENT = 206;

/** Nothing goes on before a sign-in: there is no session, or it owes a second factor that a new role asks for. */
const ENDS_SESSION: readonly ApiFailure['code'][] = [
  'unauthenticated',
  'second-factor-required',
  'second-factor-missing',
];

export function createCallApi(parts: {
  readonly outbound: Outbound;
  /** Told of every answer that means "sign in (again)", whoever called, and whether only a second factor is owed. */
  readonly onUnauthenticated?: (owed: { readonly secondFactor: boolean }) => void;
  /** Grows with each sign-in: an answer to what was asked before the last one says nothing of the session there is now. */
  readonly signIns?: () => number;
}): CallApi {
  return async <Id extends RouteId>(id: Id, input: ApiInput<Id>, options: ApiOptions = {}) => {
    const route = await routeOf(id);
    if (route === null) return err({ code: 'offline' });
    const signIns = parts.signIns?.();
    const request = input as { params?: object; query?: object; body?: unknown; octets?: Bytes };
    const reply = await parts.outbound.send({
      method: route.method,
      path: API_PREFIX + fillPath(route.path, request.params) + queryText(request.query),
      ...(request.body === undefined ? {} : { body: request.body }),
      octets: request.octets,
      octetsField: route.octetsField,
      signal: options.signal,
      timeoutMs: options.timeoutMs,
      anonymous: options.anonymous,
      cache: options.cache,
      range: options.range,
    });
    if (!reply.ok) return err({ code: reply.error });
    if (reply.value.status === (options.range === undefined ? route.replyStatus : PARTIAL_CONTENT)) {
      const parsed = parseReply(route, reply.value);
      return parsed.ok ? ok(parsed.value as ApiReply<Id>) : parsed;
    }
    const failure = parseProblem(reply.value);
    const isOfThisSession = signIns === parts.signIns?.();
    if (isOfThisSession && ENDS_SESSION.includes(failure.code) && !isExpected(route, failure)) {
      parts.onUnauthenticated?.({ secondFactor: failure.code !== 'unauthenticated' });
    }
    return err(failure);
  };
}

/** A route that names the problem has a screen that explains it. */
function isExpected(route: Route, { code }: ApiFailure): boolean {
  return (route.problems as readonly ApiFailure['code'][]).includes(code);
}

/**
 * What runs all the time is at hand; the rest of the table, with its schemas, comes with the first call of the rest, so
 * that the first paint does not wait for it. `null`: it did not come.
 */
async function routeOf(id: RouteId): Promise<Route | null> {
  const atHand: Partial<Record<RouteId, Route>> = JOURNAL_ROUTES;
  const route = atHand[id];
  if (route !== undefined) return route;
  try {
    return (await import('@undertone/contract/routes')).ROUTES[id];
  } catch {
    return null;
  }
}

function fillPath(path: string, params: object | undefined): string {
  const values = new Map(Object.entries(params ?? {}));
  return path.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
}

function queryText(query: object | undefined): string {
  const entries = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return '';
  return `?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString()}`;
}

function parseReply(route: Route, reply: OutboundReply): Result<unknown, ApiFailure> {
  if (route.reply === null) return ok<unknown>(undefined);
  if (route.reply === 'octets' || route.reply === 'text') return ok<unknown>(reply.bytes);
  const parsed = v.safeParse(route.reply, parseJson(reply));
  return parsed.success ? ok<unknown>(parsed.output) : err({ code: 'malformed-reply' });
}

function parseProblem(reply: OutboundReply): ApiFailure {
  const parsed = v.safeParse(ProblemSchema, parseJson(reply));
  if (reply.status < 400 || !parsed.success) return { code: 'malformed-reply' };
  const { code, retryAfterMs, protocol, requestId } = parsed.output;
  const known = PROBLEM_CODES.find((candidate) => candidate === code);
  // A code that a newer server invented: its status says enough to act on.
  const fallback = reply.status >= 500 || reply.status === 429 ? 'unavailable' : 'invalid-request';
  return {
    code: known ?? fallback,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

function parseJson(reply: OutboundReply): unknown {
  if (!/^application\/(problem\+)?json\b/.test(reply.contentType)) return undefined;
  const text = parseUtf8(reply.bytes);
  if (!text.ok) return undefined;
  try {
    return JSON.parse(text.value) as unknown;
  } catch {
    return undefined;
  }
}
