import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackManifest } from '../web/build/pack-manifest.ts';

export interface MirrorFile {
  /** Where an operator keeps it. */
  readonly path: string;
  /** Pinned address that it first came from. */
  readonly url: string;
  /** Its name in the mirror's bucket: `<pack>/<sha-256>`. */
  readonly key: string;
  readonly sha256: string;
  readonly bytes: number | undefined;
}

/** Every file of every pack; a folder holds them as `<pack>/<path>`. */
export function mirrorFiles(manifest: PackManifest, folder: string): readonly MirrorFile[] {
  return manifest.flatMap(({ id, from, files }) =>
    files.map(({ path, sha256, bytes }) => ({
      path: join(folder, id, path),
      url: from + path,
      key: `${id}/${sha256}`,
      sha256,
      bytes,
    })),
  );
}

/** Whether what lies there is the pinned file. */
export async function checkMirrorFile({
  path,
  bytes,
  sha256,
}: MirrorFile): Promise<'as-pinned' | 'missing' | 'another'> {
  const found = await stat(path).catch(() => null);
  if (found === null) return 'missing';
  if (bytes !== undefined && found.size !== bytes) return 'another';
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex') === sha256 ? 'as-pinned' : 'another';
}
