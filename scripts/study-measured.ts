import { glob, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MeasuredModality } from '@undertone/emotion/measured';
import type { Modality } from '@undertone/emotion/modality';
import { MODELS_FOLDER } from './node-models.ts';
import { ROOT } from './root.ts';
import type { ModalityFit } from './study-reliability.ts';

export const MEASURED_SOURCE = join(ROOT, 'packages/emotion/src/measured.ts');

/** Models that answer with the seven labels, by the task of their manifest. */
const MODALITY_OF_TASK: Readonly<Record<string, Modality>> = {
  'text-emotion': 'text',
  'voice-emotion': 'voice',
  'face-emotion': 'face',
};

export interface FusionManifest {
  readonly id: string;
  readonly modality: Modality;
  readonly fusion: MeasuredModality | null;
}

/** What the manifests say for fusion; models of other tasks are left out. */
export async function readFusionManifests(): Promise<readonly FusionManifest[]> {
  const paths = await Array.fromAsync(glob('*/model.json', { cwd: MODELS_FOLDER }));
  const all = await Promise.all(paths.sort().map((path) => readManifest(dirname(path))));
  return all.flatMap(({ id, task, fusion }) => {
    const modality = MODALITY_OF_TASK[task];
    return modality === undefined ? [] : [{ id, modality, fusion: fusion ?? null }];
  });
}

/** Puts the numbers of a modality into each of its manifests, and all of them where fusion reads them. */
export async function writeMeasured(fits: readonly (readonly [Modality, ModalityFit])[]): Promise<void> {
  let source = await readFile(MEASURED_SOURCE, 'utf8');
  for (const [modality, fit] of fits) {
    source = source.replace(new RegExp(`^  ${modality}: .*$`, 'm'), measuredLine(modality, fit));
    for (const { id } of (await readFusionManifests()).filter((each) => each.modality === modality)) {
      const { reliability, axisPrecision, rows, corpora } = fit;
      const manifest = { ...(await readManifest(id)), fusion: { reliability, axisPrecision, rows, corpora } };
      await writeFile(join(MODELS_FOLDER, id, 'model.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    }
  }
  await writeFile(MEASURED_SOURCE, source);
}

function measuredLine(modality: Modality, { reliability, axisPrecision, rows }: MeasuredModality): string {
  const { valence, arousal } = axisPrecision;
  return `  ${modality}: { reliability: ${reliability}, axisPrecision: { valence: ${valence}, arousal: ${arousal} }, rows: ${rows} },`;
}

interface Manifest {
  readonly id: string;
  readonly task: string;
  readonly fusion?: MeasuredModality;
}

async function readManifest(id: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(MODELS_FOLDER, id, 'model.json'), 'utf8')) as Manifest;
}
