import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson } from '@undertone/inference/asset-source';
import { parseManifest, type ModelManifest } from '@undertone/inference/manifest';
import { buildModelFile } from '../web/build/built-models.ts';

export interface CheckedModel {
  readonly id: string;
  readonly version: string;
  /** Of every file that the manifest lists, the manifest left out. */
  readonly sizeBytes: number;
  readonly budgetBytes: number;
  readonly files: ModelManifest['files'];
}

export interface ModelsCheck {
  readonly models: readonly CheckedModel[];
  /** Sentences for a person; empty when all is well. */
  readonly problems: readonly string[];
}

/** Files that a model's folder may hold without listing them: they are not shipped. */
const UNLISTED = new Set(['model.json', 'card.md', 'train', 'phrases']);
const NON_COMMERCIAL = /-NC(?:-|$)|LicenseRef-(?:.+-)?(?:research|unknown)/i;
const SHARE_ALIKE = /-SA(?:-|$)|GPL|CDLA-Sharing/i;

/** Checks every folder under `models/`. All of them together must stay within 15 MB (the product's budget). */
export async function checkModels(folder: string): Promise<ModelsCheck> {
  const problems: string[] = [];
  const models: CheckedModel[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  const modelFolders = entries.filter((entry) => entry.isDirectory());
  if (modelFolders.length === 0) problems.push(`${folder} holds no model`);
  for (const entry of modelFolders) {
    const model = await checkModel(join(folder, entry.name), entry.name, problems);
    if (model !== null) models.push(model);
  }
  const total = models.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (total > TOTAL_BUDGET_BYTES)
    problems.push(`all models together take ${total} bytes of ${TOTAL_BUDGET_BYTES}`);
  return { models, problems };
}

const TOTAL_BUDGET_BYTES = 15_000_000;

async function checkModel(folder: string, name: string, problems: string[]): Promise<CheckedModel | null> {
  const names = new Set(await readdir(folder));
  if (!names.has('card.md')) problems.push(`${name} has no card.md`);
  if (!names.has('model.json')) {
    problems.push(`${name} has no model.json`);
    return null;
  }
  const manifest = parseManifest(parseJson(await readFile(join(folder, 'model.json'))));
  if (!manifest.ok) {
    problems.push(`${name}/model.json: ${manifest.error.where}`);
    return null;
  }
  const { id, version, files, budgetBytes } = manifest.value;
  if (id !== name) problems.push(`${name}/model.json says its id is ${id}`);
  for (const file of files) {
    const at = `${name}/${file.path}`;
    const isBuilt = file.builtFrom !== undefined;
    if (!isBuilt && !names.has(file.path)) {
      problems.push(`${at} is missing`);
      continue;
    }
    const bytes = isBuilt ? await buildModelFile(name, file.path) : await readFile(join(folder, file.path));
    if (bytes.length !== file.bytes)
      problems.push(`${at} has ${bytes.length} bytes, its manifest says ${file.bytes}`);
    if (createHash('sha256').update(bytes).digest('hex') !== file.sha256)
      problems.push(`${at} has another SHA-256 than its manifest says`);
  }
  const listed = new Set(files.map(({ path }) => path));
  for (const found of names) {
    if (!UNLISTED.has(found) && !listed.has(found))
      problems.push(`${name}/${found} is in no manifest, so nobody knows its licence`);
  }
  const sizeBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (sizeBytes > budgetBytes)
    problems.push(`${name} takes ${sizeBytes} bytes, its budget is ${budgetBytes}`);
  return { id, version, sizeBytes, budgetBytes, files };
}

/** One line a file that needs a decision before commercial use. */
export function commercialReport(models: readonly CheckedModel[]): readonly string[] {
  const lines = models.flatMap(({ id, files }) =>
    files.flatMap(({ path, licence }) => {
      if (NON_COMMERCIAL.test(licence)) return [`leave out ${id}/${path}: ${licence}`];
      return SHARE_ALIKE.test(licence)
        ? [`may stay, adaptations under the same licence: ${id}/${path}: ${licence}`]
        : [];
    }),
  );
  return lines.some((line) => line.startsWith('leave out'))
    ? lines
    : [...lines, 'nothing must be left out of a commercial deployment'];
}
