import type { Bytes } from '@undertone/base/bytes';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** What was written so far is handed to the browser, which may keep it on disk, when it is this large. */
const HAND_OVER_BYTES = 4 * 1024 * 1024;

export interface ZipWriter {
  /** Texts become smaller; recordings are compressed already and are `stored`. */
  add(
    name: string,
    content: AsyncIterable<Bytes> | Iterable<Bytes>,
    how: 'deflated' | 'stored',
  ): Promise<void>;
  finish(): Blob;
}

/** A ZIP archive, written file by file, so that no more than a piece of one is in memory. */
export function createZipWriter(writtenAt: Date): ZipWriter {
  let waiting: Bytes[] = [];
  let waitingBytes = 0;
  const written: Blob[] = [];
  let failure: Error | null = null;

  const handOver = () => {
    written.push(new Blob(waiting));
    waiting = [];
    waitingBytes = 0;
  };
  const zip = new Zip((error, chunk) => {
    if (error !== null) failure = error;
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes >= HAND_OVER_BYTES) handOver();
  });

  return {
    add: async (name, content, how) => {
      const file = how === 'stored' ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
      file.mtime = writtenAt;
      zip.add(file);
      for await (const piece of content) file.push(piece);
      file.push(new Uint8Array(), true);
      if (failure !== null) throw failure;
    },
    finish: () => {
      zip.end();
      if (failure !== null) throw failure;
      handOver();
      return new Blob(written, { type: 'application/zip' });
    },
  };
}
