import { buildFaceBundle } from './face-bundle/face-bundle.ts';
import { readFaceMeshPackage } from './face-bundle/face-mesh-package.ts';

/**
 * Model files that are made from an installed package and not committed: a manifest marks them with `builtFrom`,
 * and whoever asks for one holds it against the manifest's SHA-256.
 */
const BUILDERS: Readonly<Record<string, () => Promise<Uint8Array<ArrayBuffer>>>> = {
  'face-landmarks/face-landmarker.task': async () => buildFaceBundle(await readFaceMeshPackage()),
};

const built = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

/** Made once a process. Rejects for a file that no builder makes. */
export async function buildModelFile(modelId: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const name = `${modelId}/${path}`;
  const build = BUILDERS[name];
  if (build === undefined) throw new Error(`nothing builds ${name}`);
  const known = built.get(name) ?? build();
  built.set(name, known);
  return known;
}
