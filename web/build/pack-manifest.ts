import { readFile } from 'node:fs/promises';
import * as v from 'valibot';

const FileSchema = v.strictObject({
  /** After `from`, percent-encoded where it must be. */
  path: v.pipe(v.string(), v.regex(/^[\w-]+(\.[\w-]+)*(\/[\w-]+(\.[\w-]+)*)*$/)),
  role: v.picklist(['network', 'tokenizer', 'landmarker', 'encoder', 'decoder', 'configuration']),
  /** Left out only where no public record gives it; the file then has at most 4 MiB, bound by its hash. */
  bytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/** `models/packs.json`: optional larger models, each file pinned by its hash. Strict, so that a slip cannot hide. */
const PackManifestSchema = v.array(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(64)),
    task: v.picklist(['text-emotion', 'speech-to-text', 'face-landmarks']),
    name: v.string(),
    /** Commit, or numbered release. */
    revision: v.pipe(v.string(), v.minLength(3)),
    licence: v.pipe(v.string(), v.minLength(3)),
    /** Where an operator gets the files, revision included; ends with a slash. */
    from: v.pipe(v.string(), v.regex(/^https:\/\/[^?#]+\/$/)),
    files: v.pipe(v.array(FileSchema), v.minLength(1)),
  }),
);

export type PackManifest = v.InferOutput<typeof PackManifestSchema>;

/** Throws on anything that departs from the schema. */
export async function readPackManifest(path: string): Promise<PackManifest> {
  return v.parse(PackManifestSchema, JSON.parse(await readFile(path, 'utf8')));
}

/** What the app is built with: no address, so that it names no host but its own. */
export function pinsOf(manifest: PackManifest) {
  return manifest.map(({ from: _from, files, ...pack }) => ({
    ...pack,
    files: files.map(({ path: _path, ...file }) => file),
  }));
}
