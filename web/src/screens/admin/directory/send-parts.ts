import type { Bytes } from '@undertone/base/bytes';
import { IMPORT_LIMITS } from '@undertone/contract/directory-import';
import { err, ok, type Result } from '@undertone/base/result';
import type { ApiFailure, CallApi } from '../../../app/call-api.ts';

/** Resolves after that time, or at once when it is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** 8 MiB through a line of 100 kbit/s. */
const PART_TIMEOUT_MS = 12 * 60_000;

/** A server that is asked too often says for how long to wait; one that never relents is left alone. */
const MOST_WAITS = 30;

interface Upload {
  readonly importId: string;
  readonly file: Blob;
  /** Parts that the server has. The first of them is sent again, so that it can tell whether this is the same file. */
  readonly received: readonly number[];
  readonly signal: AbortSignal;
  readonly onSent: (bytes: number) => void;
}

export type UploadFailure = ApiFailure | { readonly code: 'unreadable' };

/** Sends the parts that the server lacks, one after the other; never more of the file is in memory than one of them. */
export async function sendParts(
  { callApi, wait }: { readonly callApi: CallApi; readonly wait: Wait },
  { importId, file, received, signal, onSent }: Upload,
): Promise<Result<void, UploadFailure>> {
  const { partBytes } = IMPORT_LIMITS;
  const known = new Set(received.slice(1));

  const sendPart = async (part: number, octets: Bytes): Promise<Result<void, ApiFailure>> => {
    for (let waits = 0; ; waits++) {
      if (signal.aborted) return err({ code: 'aborted' });
      const reply = await callApi(
        'directoryImportPart',
        { params: { import: importId, part: String(part) }, octets },
        { signal, timeoutMs: PART_TIMEOUT_MS },
      );
      if (reply.ok || reply.error.retryAfterMs === undefined || waits === MOST_WAITS) return reply;
      await wait(reply.error.retryAfterMs, signal);
    }
  };

  for (let from = 0; from < file.size; from += partBytes) {
    const part = from / partBytes;
    const slice = file.slice(from, from + partBytes);
    if (!known.has(part)) {
      const octets = await bytesOf(slice);
      if (octets === null) return err({ code: 'unreadable' });
      const stored = await sendPart(part, octets);
      if (!stored.ok) return stored;
    }
    onSent(from + slice.size);
  }
  return ok();
}

/** `null`: the file was moved or changed since it was chosen. */
async function bytesOf(slice: Blob): Promise<Bytes | null> {
  try {
    return new Uint8Array(await slice.arrayBuffer());
  } catch {
    return null;
  }
}
