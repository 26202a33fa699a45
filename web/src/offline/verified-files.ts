import { toHex, type Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';

/** One file of a build, named by what is in it. */
export interface BuildFile {
  /** Origin-relative. */
  readonly url: string;
  /** Of the file's bytes, lower-case hex. */
  readonly sha256: string;
}

/**
 * One cache for all builds and tabs, keyed by address and content: two versions can lie beside each other
 * while an update waits, and an update downloads only what has changed.
 */
export const FILES_CACHE = 'undertone-files';

/** The part of the Cache interface that is used. */
export interface FileCache {
  match(key: string): Promise<Response | undefined>;
  put(key: string, response: Response): Promise<void>;
  delete(key: string): Promise<boolean>;
  keys(): Promise<readonly { readonly url: string }[]>;
}

export type FileFailure = 'unreachable' | 'corrupt';

/** One file of this build, from the offline cache or through the one way out. */
export type ObtainFile = (file: BuildFile) => Promise<Result<Bytes, FileFailure>>;

export type FetchFile = (url: string, cache: 'default' | 'reload') => Promise<Response>;

/** `?sha256=`, not a header: the key alone must say which content it holds. */
export function cacheKey(file: BuildFile, origin: string): string {
  return `${new URL(file.url, origin).href}?sha256=${file.sha256}`;
}

/**
 * From the cache, else from the network, and then only if its bytes are those of the build: a corrupted
 * file is fetched once more past every HTTP cache, and refused when it is still wrong.
 */
export async function obtainFile(
  file: BuildFile,
  parts: { readonly cache: FileCache | null; readonly fetchFile: FetchFile; readonly origin: string },
): Promise<Result<Response, FileFailure>> {
  const key = cacheKey(file, parts.origin);
  const kept = await parts.cache?.match(key);
  if (kept !== undefined) return ok(kept);
  for (const mode of ['default', 'reload'] as const) {
    const fetched = await fetchBytes(file.url, mode, parts.fetchFile);
    if (fetched === null) return err('unreachable');
    if ((await sha256Hex(fetched.bytes)) !== file.sha256) continue;
    const response = new Response(fetched.bytes, { headers: keptHeaders(fetched.headers) });
    // A full disk must not keep a good file from being used now.
    await parts.cache?.put(key, response.clone()).catch(() => undefined);
    return ok(response);
  }
  return err('corrupt');
}

async function fetchBytes(
  url: string,
  mode: 'default' | 'reload',
  fetchFile: FetchFile,
): Promise<{ bytes: Bytes; headers: Headers } | null> {
  try {
    const response = await fetchFile(url, mode);
    if (response.status !== 200) return null;
    return { bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
  } catch {
    return null;
  }
}

/** All but what described the transfer: COOP, COEP and the content security policy must hold offline too. */
function keptHeaders(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding', 'set-cookie'])
    kept.delete(name);
  return kept;
}

export async function sha256Hex(bytes: Bytes): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Drops what neither this build nor the one before it names: a tab of the old version may still be open. */
export async function dropStaleFiles(
  cache: FileCache,
  builds: readonly (readonly BuildFile[])[],
  origin: string,
): Promise<void> {
  const wanted = new Set(builds.flat().map((file) => cacheKey(file, origin)));
  for (const { url } of await cache.keys()) {
    if (!wanted.has(url)) await cache.delete(url);
  }
}
