import * as v from 'valibot';

const Packing = v.object({
  files: v.array(v.object({ filename: v.string(), start: v.number(), end: v.number() })),
  remote_package_size: v.number(),
});

/**
 * The files that Emscripten's packager joined into one: its loader script ends by calling `loadPackage` with their
 * names and places. Keyed by file name without its folder.
 *
 * @throws when the loader does not fit the data.
 */
export function unpackAssets(loaderScript: string, packed: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const [, literal] = /loadPackage\((\{"files".*\})\);/.exec(loaderScript) ?? [];
  if (literal === undefined) throw new Error('the loader names no packed files');
  const packing = v.parse(Packing, JSON.parse(literal));
  if (packing.remote_package_size !== packed.length) {
    throw new Error(`the loader speaks of ${packing.remote_package_size} bytes, there are ${packed.length}`);
  }
  return new Map(
    packing.files.map(({ filename, start, end }) => [
      filename.slice(filename.lastIndexOf('/') + 1),
      packed.subarray(start, end),
    ]),
  );
}
