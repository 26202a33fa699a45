import { PROBLEM_CODES, ProblemSchema, type ProblemCode } from '@undertone/contract/problem';
import { PROBLEMS } from '@undertone/contract/problem-table';
import { API_PREFIX } from '@undertone/contract/protocol';
import type { Route } from '@undertone/contract/route';
import { ROUTES } from '@undertone/contract/routes';
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { SESSION_COOKIE } from '../account/session-cookie.ts';
import { OCTET_STREAM } from '../http/octets.ts';
import { VERSION } from '../version.ts';

export interface ApiDescription {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly [part: string]: unknown;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: unknown;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly [part: string]: unknown }>
  >;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: unknown;
}

/** OpenAPI 3.1, made from the same table that mounts the routes. */
export function describeApi(): ApiDescription {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [id, route] of Object.entries(ROUTES) as [string, Route][]) {
    const path = API_PREFIX + route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(id, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Undertone',
      version: VERSION,
      description:
        'Syncs sealed journals and fuses the emotion scores that a person allowed. The server cannot read an entry.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    } as ApiDescription['info'],
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(ProblemSchema, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
        program: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        operator: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function describeRoute(id: string, route: Route): Operation {
  const parameters = [
    ...describeParameters('path', route.params),
    ...describeParameters('query', route.query),
  ];
  return {
    operationId: id,
    summary: route.summary,
    tags: [route.tag],
    ...(parameters.length > 0 && { parameters }),
    ...(route.octets !== undefined && {
      requestBody: { required: true, content: { [OCTET_STREAM]: { schema: { maxLength: route.octets } } } },
    }),
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: jsonSchema(route.body, 'input') } },
      },
    }),
    security: securityOf(route),
    responses: {
      [route.replyStatus]: {
        description: route.reply === null ? 'Done' : 'The answer',
        ...(route.shared === true && { headers: SHARED_HEADERS }),
        ...(route.reply === 'octets' && { content: { [OCTET_STREAM]: {} } }),
        ...(route.reply === 'text' && { content: { 'text/plain': {} } }),
        ...(typeof route.reply === 'object' &&
          route.reply !== null && {
            content: { 'application/json': { schema: jsonSchema(route.reply, 'output') } },
          }),
      },
      ...(route.shared === true && { 304: { description: 'What If-None-Match names is still it' } }),
      ...describeProblems(route),
    },
  };
}

/** Of answers that are the same for everybody. */
const SHARED_HEADERS = {
  etag: { description: 'The digest of what it says', schema: { type: 'string' } },
  'cache-control': { description: 'How long any cache may keep it', schema: { type: 'string' } },
};

/** A browser's session, or a program's token if the scope is one that tokens can hold. */
function securityOf({ requires }: Route): Operation['security'] {
  if (requires === null) return [];
  if (requires === 'operator') return [{ operator: [] }];
  return requires.scope === 'account' ? [{ session: [] }] : [{ session: [] }, { program: [requires.scope] }];
}

/** Statuses that a route can answer with; several problems may share one. */
function describeProblems(route: Route): Operation['responses'] {
  const requirement = route.requires === 'operator' ? null : route.requires;
  const isPossible = (code: ProblemCode) => {
    if (route.problems.includes(code)) return true;
    if (code === 'unauthenticated') return route.requires !== null;
    if (code === 'forbidden' || code === 'second-factor-required' || code === 'second-factor-missing') {
      return requirement !== null && requirement.assurance !== 'pending';
    }
    if (code === 'step-up-required') return requirement?.assurance === 'stepped-up';
    if (code === 'not-found') return requirement?.within !== undefined;
    if (code === 'foreign-origin') return route.method !== 'GET';
    if (code === 'malformed-json') return route.body !== undefined;
    if (code === 'unsupported-media-type' || code === 'payload-too-large') {
      return (route.body ?? route.octets) !== undefined;
    }
    if (code === 'invalid-request') {
      return Boolean(route.body ?? route.octets ?? route.params ?? route.query);
    }
    return code === 'rate-limited' || code === 'internal';
  };
  const titles = new Map<number, string[]>();
  for (const code of PROBLEM_CODES.filter(isPossible)) {
    const { status, title } = PROBLEMS[code];
    titles.set(status, [...(titles.get(status) ?? []), `${code}: ${title}`]);
  }
  const schema = { $ref: '#/components/schemas/Problem' };
  return Object.fromEntries(
    [...titles].map(([status, lines]) => [
      status,
      { description: lines.join(' '), content: { 'application/problem+json': { schema } } },
    ]),
  );
}

function describeParameters(place: Parameter['in'], schema: v.GenericSchema | undefined): Parameter[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

/** Checks that JSON Schema cannot say (a sum of 1, brands) are left out; the server makes them all the same. */
function jsonSchema(schema: v.GenericSchema, typeMode: 'input' | 'output'): object {
  const { $schema: _, ...rest } = toJsonSchema(schema, {
    errorMode: 'ignore',
    typeMode,
    target: 'draft-2020-12',
  });
  return rest;
}
