import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import type { OpenAttachmentFailure } from '../app/attachments-port.ts';
import type { ApiFailure, CallApi } from '../app/call-api.ts';
import { StorageFailure } from '../sync/store-tables.ts';
import type { FileRow } from './attachment-rows.ts';
import type { FilesDatabase } from './files-database.ts';
import { partLength } from './sealed-parts.ts';

/** A part over a slow line. */
const PART_TIMEOUT_MS = 120_000;

export interface FetchOptions {
  readonly signal?: AbortSignal;
  /** Share fetched, 0 … 1. */
  readonly onProgress?: (share: number) => void;
}

export interface FetchedParts {
  readonly sealed: readonly Bytes[];
  /** Every part lies on this device now. */
  readonly stored: boolean;
}

/**
 * Brings the sealed parts of a recording from the server. Each part that came is kept, so that what was cut off goes on
 * where it was; on a full device the parts are given back from memory alone. Nothing is trusted until it has opened.
 */
export async function fetchParts(
  { database, callApi }: { readonly database: FilesDatabase; readonly callApi: CallApi },
  { id, name, sealedBytes, parts: count }: FileRow,
  { signal, onProgress }: FetchOptions,
): Promise<Result<FetchedParts, OpenAttachmentFailure>> {
  const sealed: Bytes[] = [];
  let stored = true;
  for (let part = 0; part < count; part++) {
    onProgress?.(part / count);
    const length = partLength(sealedBytes, part);
    const present = await database.part(id, part);
    if (present?.length === length) {
      sealed.push(present);
      continue;
    }
    const params = { name, part: String(part) };
    const options = { timeoutMs: PART_TIMEOUT_MS, ...(signal === undefined ? {} : { signal }) };
    const fetched = await callApi('attachmentPart', { params }, options);
    if (!fetched.ok) return err(toOpenFailure(fetched.error));
    if (fetched.value.length !== length) return err('corrupt');
    sealed.push(fetched.value);
    stored = stored && (await keepPart(() => database.putPart(id, part, fetched.value)));
  }
  onProgress?.(1);
  return ok({ sealed, stored });
}

async function keepPart(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof StorageFailure) return false;
    throw error;
  }
}

function toOpenFailure({ code }: ApiFailure): OpenAttachmentFailure {
  if (code === 'aborted') return 'cancelled';
  if (code === 'unauthenticated') return 'session-expired';
  if (code === 'not-found') return 'not-here-yet';
  const isPassing =
    code === 'offline' ||
    code === 'timeout' ||
    code === 'unavailable' ||
    code === 'internal' ||
    code === 'rate-limited';
  return isPassing ? 'offline' : 'server-refused';
}
