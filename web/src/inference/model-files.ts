import { utf8, type Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import type { Outbound } from '../app/outbound.ts';
import {
  obtainFile,
  type BuildFile,
  type FileCache,
  type FileFailure,
  type ObtainFile,
} from '../offline/verified-files.ts';
import { RUNTIME_ID } from './worker-messages.ts';

/** A model as the build ships it: its manifest, and where each of its files lies. */
export interface ShippedModel {
  readonly id: string;
  readonly manifest: {
    readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  };
  readonly urls: Readonly<Record<string, string>>;
}

export interface ShippedRuntime extends BuildFile {
  readonly bytes: number;
}

/** For 14 MB over a slow mobile network. */
const DOWNLOAD_TIMEOUT_MS = 120_000;

export interface ModelFiles {
  /** `corrupt`: the server's bytes are not the build's, even past every cache. */
  obtain(
    modelId: string,
    path: string,
    onBytes?: (loaded: number) => void,
  ): Promise<Result<Bytes, FileFailure | 'unknown'>>;
  /** Size of what reading in that language needs, runtime included. */
  sizeBytes(modelIds: readonly string[]): number;
  /** These models and the runtime, so that the next visit needs no network. Gives up quietly where there is none now. */
  keep(modelIds: readonly string[]): Promise<void>;
}

/** Model files come from the offline cache, else through the one way out, and are checked before they are kept. */
export function createModelFiles(parts: {
  readonly outbound: Outbound;
  readonly openCache: () => Promise<FileCache | null>;
  readonly origin: string;
  readonly models: readonly ShippedModel[];
  readonly runtime: ShippedRuntime;
}): ModelFiles & { readonly obtainFile: ObtainFile } {
  const files = new Map<string, BuildFile & { readonly bytes: number }>([
    [`${RUNTIME_ID}/${RUNTIME_ID}`, parts.runtime],
    ...parts.models.flatMap((model) =>
      model.manifest.files.map(
        ({ path, bytes, sha256 }) =>
          [`${model.id}/${path}`, { url: model.urls[path] ?? '', bytes, sha256 }] as const,
      ),
    ),
  ]);

  /** A reading and the keeping for later may want one file at once: it is fetched once. */
  const underWay = new Map<string, Promise<Result<Response, FileFailure>>>();

  const fetchListed = async (file: BuildFile, onBytes?: (loaded: number) => void) =>
    obtainFile(file, {
      cache: await parts.openCache(),
      origin: parts.origin,
      fetchFile: async (path, cache) => {
        const reply = await parts.outbound.send({
          method: 'GET',
          path,
          cache,
          timeoutMs: DOWNLOAD_TIMEOUT_MS,
          ...(onBytes === undefined ? {} : { onProgress: onBytes }),
        });
        if (!reply.ok) throw new Error(reply.error);
        return new Response(reply.value.bytes, { status: reply.value.status });
      },
    });

  const obtainListed = async (
    file: BuildFile,
    onBytes?: (loaded: number) => void,
  ): Promise<Result<Bytes, FileFailure>> => {
    let fetching = underWay.get(file.url);
    if (fetching === undefined) {
      fetching = fetchListed(file, onBytes).finally(() => underWay.delete(file.url));
      underWay.set(file.url, fetching);
    }
    const obtained = await fetching;
    return obtained.ok ? ok(new Uint8Array(await obtained.value.clone().arrayBuffer())) : obtained;
  };

  return {
    obtainFile: (file) => obtainListed(file),
    async obtain(modelId, path, onBytes) {
      const model = parts.models.find(({ id }) => id === modelId);
      if (model !== undefined && path === 'model.json') return ok(utf8(JSON.stringify(model.manifest)));
      const file = files.get(`${modelId}/${path}`);
      return file === undefined ? err('unknown') : obtainListed(file, onBytes);
    },
    sizeBytes: (modelIds) =>
      [...files].reduce(
        (sum, [name, { bytes }]) => (modelIds.includes(name.split('/')[0] ?? '') ? sum + bytes : sum),
        0,
      ),
    async keep(modelIds) {
      if ((await parts.openCache()) === null) return;
      const wanted = [RUNTIME_ID, ...modelIds];
      for (const [name, file] of files)
        if (wanted.includes(name.split('/')[0] ?? '') && !(await obtainListed(file)).ok) return;
    },
  };
}
