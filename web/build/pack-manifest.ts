import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { PACK_ROLES, PIECE_BYTES } from '../src/packs/pack-pin.ts';

const FileSchema = v.strictObject({
  /** After `from`, percent-encoded where it must be. */
  path: v.pipe(v.string(), v.regex(/^[\w-]+(\.[\w-]+)*(\/[\w-]+(\.[\w-]+)*)*$/)),
  role: v.picklist(PACK_ROLES),
  /** Left out only where no public record gives it; the file then has at most 4 MiB, bound by its hash. */
  bytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

const PackSchema = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(64)),
    task: v.picklist(['text-emotion', 'speech-to-text', 'face-landmarks']),
    name: v.string(),
    /** Commit, or numbered release. */
    revision: v.pipe(v.string(), v.minLength(3)),
    licence: v.pipe(v.string(), v.minLength(3)),
    /** Where an operator gets the files, revision included; ends with a slash. */
    from: v.pipe(v.string(), v.regex(/^https:\/\/[\w.-]+(\/[\w.-]+)*\/$/)),
    /**
     * That host is documented to answer browsers from anywhere itself. One that sends them on may send them to
     * hosts that nobody here could name to a person beforehand.
     */
    direct: v.optional(v.literal(true)),
    files: v.pipe(v.array(FileSchema), v.minLength(1)),
  }),
  v.check(
    ({ direct, files }) => direct !== true || files.every(({ bytes = Infinity }) => bytes <= PIECE_BYTES),
    'what is fetched directly comes at once, so each file needs a size of at most 4 MiB',
  ),
  v.check(
    ({ files }) => new Set(files.map(({ role }) => role)).size === files.length,
    'files are read by their role, so no two of a pack share one',
  ),
);

/** `models/packs.json`: optional larger models, each file pinned by its hash. Strict, so that a slip cannot hide. */
const PackManifestSchema = v.array(PackSchema);

export type PackManifest = v.InferOutput<typeof PackManifestSchema>;

/** Throws on anything that departs from the schema. */
export async function readPackManifest(path: string): Promise<PackManifest> {
  return v.parse(PackManifestSchema, JSON.parse(await readFile(path, 'utf8')));
}

/**
 * Another manifest in place of the committed one, for a build that tests drive: `UNDERTONE_PACK_MANIFEST=FILE`. The app
 * that is served and deployed is never built so: see `modelAssets`.
 */
export function testPackManifest(environment: NodeJS.ProcessEnv): string | null {
  return environment['UNDERTONE_PACK_MANIFEST'] ?? null;
}

/** Whether the operator lets the app offer packs from their makers' hosts, where its mirror has none. */
export function allowsDirectPacks(environment: NodeJS.ProcessEnv): boolean {
  return environment['UNDERTONE_DIRECT_PACKS'] === '1';
}

/** What the app is built with: unless the operator allows it no address, so that it names no host but its own. */
export function pinsOf(manifest: PackManifest, allowsDirect: boolean) {
  return manifest.map(({ from, direct, files, ...pack }) => ({
    ...pack,
    files: files.map(({ path, ...file }) => ({
      ...file,
      ...(allowsDirect && direct === true ? { url: from + path } : {}),
    })),
  }));
}

/** What that lets the app fetch: single files, never a whole host. */
export function directAddresses(manifest: PackManifest): readonly string[] {
  return pinsOf(manifest, true).flatMap(({ files }) => files.flatMap(({ url }) => url ?? []));
}
