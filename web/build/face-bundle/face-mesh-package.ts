import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FaceMeshPackage } from './face-bundle.ts';

/** The installed `@mediapipe/face_mesh`, whose exact version `web/package.json` names. */
export async function readFaceMeshPackage(): Promise<FaceMeshPackage> {
  const folder = dirname(createRequire(import.meta.url).resolve('@mediapipe/face_mesh/package.json'));
  const [loader, packed, wasm] = await Promise.all([
    readFile(join(folder, 'face_mesh_solution_packed_assets_loader.js'), 'utf8'),
    readFile(join(folder, 'face_mesh_solution_packed_assets.data')),
    readFile(join(folder, 'face_mesh_solution_simd_wasm_bin.wasm')),
  ]);
  return { loader, packed, wasm };
}
