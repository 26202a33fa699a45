import fc from 'fast-check';
import type { ApiDescription, Operation } from '../documentation/openapi.ts';
import { FORBIDDEN_NAMES, fitting, hostile, type JsonSchema } from './schema-arbitrary.ts';

export interface FuzzRequest {
  readonly operationId: string;
  readonly method: string;
  /** `{name}` marks a parameter. */
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
  /** With its question mark, or empty. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

interface Media {
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

/** Requests at every operation of a description: about half fit it, the others are bent somewhere. */
export function requestsOf(description: ApiDescription): fc.Arbitrary<FuzzRequest> {
  const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => requestTo(path, method.toUpperCase(), operation)),
  );
  return fc.oneof(...operations);
}

export function pathOf({ template, params, query }: FuzzRequest): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encode(params[name] ?? '')) + query;
}

function requestTo(path: string, method: string, operation: Operation): fc.Arbitrary<FuzzRequest> {
  const parameters = operation.parameters ?? [];
  const valueOf = ({ name, schema }: (typeof parameters)[number]) =>
    mostly(fitting(schema as JsonSchema), hostile).map((value) => [name, asText(value)] as const);
  const inPath = parameters.filter(({ in: place }) => place === 'path');
  const inQuery = parameters.filter(({ in: place }) => place === 'query');
  const { content = {} } = (operation.requestBody ?? {}) as Media;
  const json = content['application/json'];
  return fc
    .record({
      params: fc.tuple(...inPath.map(valueOf)),
      query: mostly(fc.tuple(...inQuery.map(valueOf)), fc.array(fc.tuple(fc.string(), fc.string()))),
      body:
        json === undefined
          ? mostly(
              fc.constant(null),
              hostile.map((value) => JSON.stringify(value) ?? 'null'),
            )
          : bodyOf(json.schema),
      headers: headersOf(json !== undefined),
    })
    .map(({ params, query, body, headers }) => {
      const text = (query as readonly (readonly [string, string])[])
        .map(([name, value]) => `${encode(name)}=${encode(value)}`)
        .join('&');
      return {
        operationId: operation.operationId,
        method,
        template: path,
        params: Object.fromEntries(params),
        query: text === '' ? '' : `?${text}`,
        headers,
        body: method === 'GET' ? null : body,
      };
    });
}

function bodyOf(schema: JsonSchema): fc.Arbitrary<string> {
  const fits = fitting(schema);
  const extra = fc.record({ name: fc.constantFrom(...FORBIDDEN_NAMES), value: hostile });
  return fc.oneof(
    { weight: 5, arbitrary: fits.map((value) => JSON.stringify(value)) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fits, fc.nat(), hostile)
        .map(([value, at, bad]) => JSON.stringify(bend(value, at, bad))),
    },
    // As text, since an object literal with the name __proto__ would have no such member.
    {
      weight: 1,
      arbitrary: fc
        .tuple(fits, extra)
        .map(([value, { name, value: bad }]) =>
          JSON.stringify(value).replace(
            /^\{/,
            () => `{${JSON.stringify(name)}:${JSON.stringify(bad) ?? 'null'},`,
          ),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fits, fc.nat())
        .map(([value, at]) => JSON.stringify(value).slice(0, at % (JSON.stringify(value).length + 1))),
    },
    { weight: 1, arbitrary: hostile.map((value) => JSON.stringify(value) ?? 'null') },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 20_000 }).map((depth) => '['.repeat(depth)) },
  );
}

/** Puts something else in the place of one leaf, or leaves one member out. */
function bend(value: unknown, at: number, bad: unknown): unknown {
  if (Array.isArray(value) && value.length > 0) {
    const index = at % value.length;
    return value.map((item, place) => (place === index ? bend(item, at >> 3, bad) : (item as unknown)));
  }
  if (typeof value !== 'object' || value === null) return bad;
  const names = Object.keys(value);
  const name = names[at % Math.max(1, names.length)];
  if (name === undefined) return bad;
  const { [name]: member, ...rest } = value as Record<string, unknown>;
  return at % 7 === 0 ? rest : { ...rest, [name]: bend(member, at >> 3, bad) };
}

function headersOf(hasBody: boolean): fc.Arbitrary<Record<string, string>> {
  const usual = hasBody ? { 'content-type': 'application/json' } : {};
  const odd = fc.constantFrom<Record<string, string>>(
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json; charset=utf-7' },
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'content-length': '99999999999' },
    { 'transfer-encoding': 'chunked' },
    { authorization: 'Bearer a.b.c' },
    { authorization: 'Basic YWRtaW46YWRtaW4=' },
    { authorization: `Bearer ${'A'.repeat(4000)}` },
    { cookie: '__Host-undertone-session=%; __Host-undertone-session=x' },
    { 'x-http-method-override': 'DELETE' },
    { 'x-forwarded-for': '127.0.0.1' },
    { 'cf-ipcountry': "'; --" },
    { range: 'bytes=9999999999-0' },
    { 'accept-encoding': 'x'.repeat(3000) },
    { host: 'evil.example' },
  );
  return mostly(
    fc.constant(usual),
    odd.map((headers) => ({ ...usual, ...headers })),
  );
}

function mostly<Value, Other>(
  usual: fc.Arbitrary<Value>,
  odd: fc.Arbitrary<Other>,
): fc.Arbitrary<Value | Other> {
  return fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Lone surrogates have no percent-encoding. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
