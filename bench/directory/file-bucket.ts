import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ImportParts } from '@undertone/worker/directory/import/run-import';

/** The part of R2 that imports use, over files of a folder: what it keeps is not in memory. */
export function createFileBucket(folder: string): ImportParts['bucket'] {
  mkdirSync(folder, { recursive: true });
  const pathOf = (key: string) => join(folder, key.replaceAll('/', '~'));
  const keys = new Map<string, string>();
  const bucket = {
    put: async (key: string, body: Uint8Array) => {
      writeFileSync(pathOf(key), body);
      const etag = createHash('md5').update(body).digest('hex');
      keys.set(key, etag);
      return { key, etag, size: body.length };
    },
    get: async (key: string, { range }: { range: { offset: number; length: number } }) => {
      const etag = keys.get(key);
      if (etag === undefined) return null;
      const start = range.offset;
      const end = Math.min(statSync(pathOf(key)).size, start + range.length) - 1;
      return { etag, body: Readable.toWeb(createReadStream(pathOf(key), { start, end })) };
    },
    list: async ({ prefix }: { prefix: string }) => ({
      objects: [...keys.keys()].filter((key) => key.startsWith(prefix)).map((key) => ({ key })),
      truncated: false,
    }),
    delete: async (gone: string | readonly string[]) => {
      for (const key of typeof gone === 'string' ? [gone] : gone) {
        rmSync(pathOf(key), { force: true });
        keys.delete(key);
      }
    },
  };
  return bucket as never;
}
