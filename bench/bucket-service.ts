/**
 * R2 for raw workerd: what its binding asks for over HTTP (a description as JSON, in a header or before the body),
 * answered from memory. Only what the product uses: put, get, head, list by prefix, delete. `DELETE /` empties it.
 */

interface Asked {
  readonly method: 'put' | 'get' | 'head' | 'list' | 'delete';
  readonly object?: string;
  readonly objects?: readonly string[];
  readonly prefix?: string;
  readonly limit?: number;
  readonly range?: { readonly offset?: number | string; readonly length?: number | string };
}

interface Stored {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly version: string;
  readonly uploaded: number;
}

const SIZE = 'cf-r2-metadata-size';
const MOST_LISTED = 1000;
const NOT_THERE = { version: 1, v4code: 10007, message: 'The specified key does not exist.' };

const objects = new Map<string, Stored>();
let versions = 0;

function describe(
  name: string,
  { bytes, version, uploaded }: Stored,
  range?: { offset: number; length: number },
) {
  const etag = version.padStart(32, '0');
  const size = bytes.length;
  return { name, version, size, etag, uploaded, httpFields: {}, customFields: [], checksums: {}, range };
}

function answer(described: unknown, bytes: Uint8Array = new Uint8Array()): Response {
  const head = new TextEncoder().encode(JSON.stringify(described));
  const body = new Uint8Array(head.length + bytes.length);
  body.set(head);
  body.set(bytes, head.length);
  return new Response(body, { headers: { [SIZE]: String(head.length) } });
}

function read({ method, object = '', prefix = '', limit = MOST_LISTED, range }: Asked): Response {
  if (method === 'list') {
    const found = [...objects].filter(([name]) => name.startsWith(prefix));
    found.sort(([left], [right]) => (left < right ? -1 : 1));
    const page = found.slice(0, limit).map(([name, stored]) => describe(name, stored));
    return answer({ objects: page, truncated: found.length > limit, delimitedPrefixes: [] });
  }
  const stored = objects.get(object);
  if (stored === undefined) {
    return new Response(null, { status: 404, headers: { 'cf-r2-error': JSON.stringify(NOT_THERE) } });
  }
  if (method === 'head') return answer(describe(object, stored));
  const offset = Number(range?.offset ?? 0);
  const length = Math.min(Number(range?.length ?? Infinity), stored.bytes.length - offset);
  return answer(describe(object, stored, { offset, length }), stored.bytes.subarray(offset, offset + length));
}

async function change(request: Request): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer());
  const size = Number(request.headers.get(SIZE));
  const asked = JSON.parse(new TextDecoder().decode(body.subarray(0, size))) as Asked;
  if (asked.method === 'delete') {
    for (const name of asked.objects ?? [asked.object ?? '']) objects.delete(name);
    return new Response();
  }
  const name = asked.object ?? '';
  const stored = { bytes: body.slice(size), version: (++versions).toString(16), uploaded: Date.now() };
  objects.set(name, stored);
  return answer(describe(name, stored));
}

export default {
  fetch: (request: Request): Response | Promise<Response> => {
    if (request.method === 'PUT') return change(request);
    if (request.method === 'GET')
      return read(JSON.parse(request.headers.get('cf-r2-request') ?? '{}') as Asked);
    objects.clear();
    return new Response();
  },
};
