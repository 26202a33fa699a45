import { err, ok, type Result } from '@undertone/base/result';
import { API_PREFIX } from '@undertone/contract/protocol';
import { ROUTES } from '@undertone/contract/routes';
import { createSHA256 } from 'hash-wasm';
import type { Outbound, OutboundReply } from '../app/outbound.ts';
import type { PackFailure } from '../app/packs-port.ts';
import { PIECE_BYTES, type PackFile } from './pack-pin.ts';
import type { PackShelf } from './pack-shelf.ts';

export type DownloadFailure = PackFailure | 'paused';

/** For one piece over a slow mobile network. */
const PIECE_TIMEOUT_MS = 120_000;

export interface DownloadParts {
  readonly outbound: Pick<Outbound, 'send' | 'fetchPinned'>;
  readonly shelf: PackShelf;
  /** From the file's own address, which the person agreed to, in place of the mirror. */
  readonly direct: boolean;
  readonly signal: AbortSignal;
  /** Bytes of this file that are here. */
  readonly onLoaded: (bytes: number) => void;
  readonly onVerifying: () => void;
}

/**
 * Fetches what is still missing of a file from the deployment's mirror, piece by piece, or directly, at once, and seals it once its
 * SHA-256 is the pinned one. What turns out not to be that file is thrown away; what any other failure leaves stays.
 */
export async function downloadFile(
  pack: string,
  file: PackFile,
  parts: DownloadParts,
): Promise<Result<void, DownloadFailure>> {
  const { shelf } = parts;
  const found = await shelf.look(pack, file.sha256);
  parts.onLoaded(found.bytes);
  if (found.whole) return ok();
  const fetched = await fetchRest(pack, file, found.bytes, parts);
  if (!fetched.ok) return fetched;

  parts.onVerifying();
  const hash = await createSHA256();
  for await (const piece of shelf.pieces(pack, file.sha256)) {
    if (parts.signal.aborted) return err('paused');
    hash.update(piece);
  }
  if (hash.digest('hex') === file.sha256) return shelf.seal(pack, file.sha256);
  await shelf.remove(pack, file.sha256);
  return err('corrupt');
}

async function fetchRest(
  pack: string,
  file: PackFile,
  shelved: number,
  { outbound, shelf, direct, signal, onLoaded }: DownloadParts,
): Promise<Result<void, DownloadFailure>> {
  const path = API_PREFIX + ROUTES.packFile.path.replace(':pack', pack).replace(':file', file.sha256);
  // A file of unknown size is one piece: what there is of it is all of it.
  const end = file.bytes ?? (shelved > 0 ? shelved : PIECE_BYTES);
  // Pieces before the last are whole: anything else was not put there by this code, and the hash will say so.
  for (let loaded = shelved; loaded < end;) {
    if (signal.aborted) return err('paused');
    const range = { first: loaded, last: Math.min(loaded + PIECE_BYTES, end) - 1 };
    const options = {
      signal,
      timeoutMs: PIECE_TIMEOUT_MS,
      onProgress: (bytes: number) => onLoaded(Math.min(loaded + bytes, end)),
    };
    // Without a range: browsers that do not count one as simple would ask the other host's leave for it first.
    const reply =
      direct && file.url !== undefined
        ? await outbound.fetchPinned({ url: file.url, ...options })
        : await outbound.send({ method: 'GET', path, range, ...options });
    if (!reply.ok) return err(reply.error === 'aborted' ? 'paused' : 'offline');
    const piece = pieceOf(reply.value, range, file.bytes);
    if (!piece.ok) return piece;
    for (let from = 0; from < piece.value.length; from += PIECE_BYTES) {
      const at = (loaded + from) / PIECE_BYTES;
      const kept = await shelf.add(pack, file.sha256, at, piece.value.slice(from, from + PIECE_BYTES));
      if (!kept.ok) return kept;
    }
    loaded += piece.value.length;
    onLoaded(loaded);
    if (file.bytes === undefined) return ok();
  }
  return ok();
}

/** The bytes that were missing, from a server that gave just them or, not knowing ranges, the whole. */
function pieceOf(
  { status, bytes }: OutboundReply,
  { first, last }: { readonly first: number; readonly last: number },
  totalBytes: number | undefined,
): Result<OutboundReply['bytes'], PackFailure> {
  if (status === 404) return err('missing');
  if (status !== 200 && status !== 206) return err('server-refused');
  const expected = status === 206 ? last - first + 1 : totalBytes;
  const fits =
    totalBytes === undefined ? bytes.length > 0 && bytes.length <= PIECE_BYTES : bytes.length === expected;
  if (!fits) return err('corrupt');
  return ok(status === 206 ? bytes : bytes.slice(first));
}
