import { IMPORT_LIMITS } from '@undertone/contract/directory-import';

/* An import's bytes in the bucket of attachments, under a prefix that no account has. */

/** `part`: as it was sent; `again`: sent once more, to be compared; `plain`: unpacked. Every part but the last has `IMPORT_LIMITS.partBytes`. */
export type FileForm = 'part' | 'again' | 'plain';

export function filePrefix(importId: string): string {
  return `directory/${importId}/`;
}

export function partKey(importId: string, form: FileForm, part: number): string {
  return `${filePrefix(importId)}${form}/${part}`;
}

/** What lies in the bucket is not what was sent. */
export class FileChangedError extends Error {
  override readonly name = 'FileChangedError';
}

export interface StoredFile {
  readonly bytes: number;
  /** `[start, end)`, cut at the file's end. Throws FileChangedError where a part is gone or another. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
  /** As `read`, in pieces as they come, never all in memory. */
  stream(start: number, end: number): ReadableStream<Uint8Array>;
}

/** `etags`: of the parts, where they are known. */
export function storedFile(
  bucket: R2Bucket,
  importId: string,
  form: FileForm,
  bytes: number,
  etags: readonly string[] | null,
): StoredFile {
  const size = IMPORT_LIMITS.partBytes;

  const open = async (start: number, end: number): Promise<{ body: ReadableStream; until: number }> => {
    const part = Math.floor(start / size);
    const until = Math.min(end, (part + 1) * size);
    const range = { offset: start - part * size, length: until - start };
    const object = await bucket.get(partKey(importId, form, part), { range });
    if (object === null) throw new FileChangedError();
    if (etags !== null && object.etag !== etags[part]) {
      await object.body.cancel();
      throw new FileChangedError();
    }
    return { body: object.body, until };
  };

  const pieces = async function* (start: number, end: number): AsyncGenerator<Uint8Array> {
    const last = Math.min(end, bytes);
    for (let at = start; at < last;) {
      const { body, until } = await open(at, last);
      for await (const piece of body as ReadableStream<Uint8Array>) {
        at += piece.length;
        yield piece;
      }
      if (at !== until) throw new FileChangedError();
    }
  };

  return {
    bytes,
    async read(start, end) {
      const whole = new Uint8Array(Math.max(0, Math.min(end, bytes) - start));
      let filled = 0;
      for await (const piece of pieces(start, end)) {
        whole.set(piece, filled);
        filled += piece.length;
      }
      return whole;
    },
    stream: (start, end) => streamOf(pieces(start, end)),
  };
}

function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Removes everything of an import. R2 lists and deletes so many at once. */
export async function removeFiles(bucket: R2Bucket, importId: string): Promise<void> {
  for (;;) {
    const { objects, truncated } = await bucket.list({ prefix: filePrefix(importId), limit: 1000 });
    if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
    if (!truncated) return;
  }
}
