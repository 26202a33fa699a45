import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkModels, commercialReport } from './model-folder-check.ts';
import { MODELS_FOLDER } from './node-models.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-check-'));
  await cp(join(MODELS_FOLDER, 'text-language'), join(folder, 'text-language'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

async function editManifest(edit: (manifest: Record<string, unknown>) => void): Promise<void> {
  const path = join(folder, 'text-language', 'model.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  edit(manifest);
  await writeFile(path, JSON.stringify(manifest));
}

test('the shipped models pass', async () => {
  const { models, problems } = await checkModels(MODELS_FOLDER);
  expect(problems).toEqual([]);
  expect(models.map(({ id }) => id)).toEqual(expect.arrayContaining(['text-en', 'text-es', 'text-language']));
});

test('a commercial deployment leaves out the learnt voice and face, and keeps the words and the landmarks', async () => {
  const { models } = await checkModels(MODELS_FOLDER);
  const leftOut = commercialReport(models).flatMap((line) => /^leave out ([^/]+)/.exec(line)?.[1] ?? []);
  expect([...new Set(leftOut)]).toEqual(['face-expression', 'voice-tone']);
});

test('a missing card fails', async () => {
  await rm(join(folder, 'text-language', 'card.md'));
  expect((await checkModels(folder)).problems).toEqual(['text-language has no card.md']);
});

test('one changed byte fails', async () => {
  const path = join(folder, 'text-language', 'language.bin');
  const bytes = await readFile(path);
  bytes[100]! ^= 1;
  await writeFile(path, bytes);
  expect((await checkModels(folder)).problems).toEqual([
    'text-language/language.bin has another SHA-256 than its manifest says',
  ]);
});

test('a file that no manifest lists has no licence and fails', async () => {
  await writeFile(join(folder, 'text-language', 'extra.bin'), 'x');
  expect((await checkModels(folder)).problems).toEqual([
    'text-language/extra.bin is in no manifest, so nobody knows its licence',
  ]);
});

test('a file without a licence and a size over budget fail', async () => {
  await editManifest((manifest) => (manifest['budgetBytes'] = 100));
  expect((await checkModels(folder)).problems).toEqual([expect.stringContaining('its budget is 100')]);
  await editManifest((manifest) => {
    for (const file of manifest['files'] as Record<string, unknown>[]) delete file['licence'];
  });
  expect((await checkModels(folder)).problems).toEqual([expect.stringContaining('licence')]);
});

test('non-commercial weights are to be left out', () => {
  const file = {
    path: 'a.onnx',
    bytes: 1,
    sha256: '0'.repeat(64),
    role: 'network',
    licence: 'CC-BY-NC-SA-4.0',
  } as const;
  const report = commercialReport([
    { id: 'voice', version: '1.0.0', sizeBytes: 1, budgetBytes: 1, files: [file] },
  ]);
  expect(report).toEqual(['leave out voice/a.onnx: CC-BY-NC-SA-4.0']);
});
