import { err, ok, type Result } from '@undertone/base/result';
import { failWith, type Failure } from './failure.ts';

export const OCTET_STREAM = 'application/octet-stream';

/** Bytes on their way through, never all in memory. `length` is exact. */
export interface Octets {
  readonly stream: ReadableStream<Uint8Array>;
  readonly length: number;
  /** Where these bytes begin, when they are only a part of so many in all. */
  readonly partOf?: { readonly start: number; readonly totalBytes: number };
}

/** The body unread: what storage is asked to keep must be known in size before the first byte of it. */
export function readOctets(request: Request, maxBytes: number): Result<Octets, Failure> {
  if (request.headers.get('content-type')?.toLowerCase() !== OCTET_STREAM)
    return err(failWith('unsupported-media-type'));
  const declared = request.headers.get('content-length');
  const length = declared !== null && /^\d{1,10}$/.test(declared) ? Number(declared) : 0;
  if (length > maxBytes) return err(failWith('payload-too-large'));
  if (length === 0 || request.body === null) {
    return err({ code: 'invalid-request', issues: [{ path: 'content-length', rule: 'required' }] });
  }
  return ok({ stream: request.body, length });
}
