import type { Bytes } from '@undertone/base/bytes';
import { gunzip } from './gzip.ts';
import { A_MINUTE, IMMUTABLE } from './security-headers.ts';

/** JSON that is the same for everybody who asks. */
export interface SharedBody {
  readonly gzipped: Bytes;
  /** Of what it says: it changes when that does. */
  readonly digest: string;
  /** `for-ever`: the address names this very digest. */
  readonly kept: 'for-ever' | 'a-minute';
}

/**
 * Compressed once, when it is made; unpacked only for who cannot. Whoever has it already gets a 304.
 *
 * @param headers of every answer; those of this one are added.
 * @param asked the request's.
 */
export async function sharedResponse(
  { gzipped, digest, kept }: SharedBody,
  headers: Headers,
  asked: Headers,
): Promise<Response> {
  const etag = `"${digest}"`;
  headers.set('etag', etag);
  headers.set('cache-control', kept === 'for-ever' ? IMMUTABLE : A_MINUTE);
  headers.set('vary', 'accept-encoding');
  if (tagsOf(asked.get('if-none-match')).includes(etag)) return new Response(null, { status: 304, headers });
  headers.set('content-type', 'application/json');
  if (!takesGzip(asked.get('accept-encoding'))) return new Response(await gunzip(gzipped), { headers });
  headers.set('content-encoding', 'gzip');
  return new Response(gzipped, { headers, encodeBody: 'manual' });
}

/** What a client or a cache between says that it has; weak tags count, since the bytes are only packed anew. */
function tagsOf(header: string | null): readonly string[] {
  return (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}

/** RFC 9110, 12.5.3: named, or any, unless with a weight of nothing. */
function takesGzip(header: string | null): boolean {
  return (header ?? '')
    .split(',')
    .some((coding) => /^\s*(gzip|\*)\s*(;\s*q=(1|0?\.\d*[1-9]\d*).*)?$/i.test(coding));
}
