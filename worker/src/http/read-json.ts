import { parseUtf8, concatBytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import { failWith, type Failure } from './failure.ts';

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/**
 * The body as parsed JSON. Stops reading at `maxBytes`, whatever the content-length claims; refuses other media
 * types, which a form on a foreign site could send without asking first.
 */
export async function readJson(request: Request, maxBytes: number): Promise<Result<unknown, Failure>> {
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? ''))
    return err(failWith('unsupported-media-type'));
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > maxBytes) return err(failWith('payload-too-large'));
  const bytes = await readAtMost(request.body, maxBytes);
  if (!bytes.ok) return bytes;
  const text = parseUtf8(bytes.value);
  if (!text.ok) return err(failWith('malformed-json'));
  try {
    return ok(JSON.parse(text.value) as unknown);
  } catch {
    return err(failWith('malformed-json'));
  }
}

async function readAtMost(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Result<Uint8Array, Failure>> {
  if (body === null) return ok(new Uint8Array(0));
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  while (true) {
    const read = await reader.read().catch(() => null);
    // The connection broke, or its framing did: there is no whole body to speak of.
    if (read === null) return err(failWith('malformed-json'));
    const { done, value } = read;
    if (done) return ok(concatBytes(...parts));
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return err(failWith('payload-too-large'));
    }
    parts.push(value);
  }
}
