import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import { majorityLabel, parseFerPlus, readFaceFolder } from './face-rows.ts';

function npy(shape: readonly number[], data: readonly number[]): Uint8Array {
  const header = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')}), }\n`;
  const start = [0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0];
  return Uint8Array.from([...start, ...Buffer.from(header), ...data]);
}

const votes = (count: Readonly<Record<number, number>>) =>
  Array.from({ length: 10 }, (_, column) => count[column] ?? 0);

test('the most votes decide, and a tie decides nothing', () => {
  expect(majorityLabel(votes({ 1: 6, 0: 4 }))).toBe('joy');
  expect(majorityLabel(votes({ 6: 4, 2: 3, 0: 3 }))).toBe('fear');
  expect(majorityLabel(votes({ 3: 5, 0: 5 }))).toBeNull();
  expect(majorityLabel(votes({ 7: 6, 4: 4 }))).toBeNull();
  expect(majorityLabel(votes({ 8: 9, 0: 1 }))).toBeNull();
});

test('each row of a FER+ file has its own picture, and a row without a label keeps its place', () => {
  const npz = zipSync({
    'images.npy': npy([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]),
    'votes.npy': npy([2, 10], [...votes({ 9: 10 }), ...votes({ 4: 10 })]),
  });
  const picture = (...pixels: number[]) => ({ kind: 'grey', side: 2, pixels: Uint8Array.from(pixels) });
  expect(parseFerPlus(npz)).toEqual([
    { label: null, picture: picture(1, 2, 3, 4) },
    { label: 'anger', picture: picture(5, 6, 7, 8) },
  ]);
});

test('a file that is cut off or whose parts do not fit is refused', () => {
  const images = npy([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
  const refused = (files: Record<string, Uint8Array>) => () => parseFerPlus(zipSync(files));
  expect(refused({ 'images.npy': images })).toThrow('no votes');
  expect(refused({ 'images.npy': images.subarray(0, -1) })).toThrow('cut off');
  expect(refused({ 'images.npy': images, 'votes.npy': npy([1, 10], votes({ 0: 1 })) })).toThrow('do not fit');
});

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function folderWith(labels: string) {
  const folder = await mkdtemp(join(tmpdir(), 'faces-'));
  folders.push(folder);
  await writeFile(join(folder, 'labels.csv'), labels);
  await writeFile(join(folder, 'a.png'), 'picture');
  return folder;
}

test('a folder is read by its labels.csv, with or without a header line', async () => {
  for (const labels of ['file,label\na.png,joy\n', 'a.png,joy']) {
    const rows = await readFaceFolder(await folderWith(labels));
    expect(rows.map(({ label }) => label)).toEqual(['joy']);
  }
});

test('the words of FER+ are understood, and what it says of no emotion is left out', async () => {
  const rows = await readFaceFolder(await folderWith('a.png,happiness\na.png,contempt\na.png,NF'));
  expect(rows.map(({ label }) => label)).toEqual(['joy']);
});

test('a label that is nobody’s and a file that is not there are named with their line', async () => {
  await expect(readFaceFolder(await folderWith('file,label\na.png,bored'))).rejects.toThrow('line 2');
  await expect(readFaceFolder(await folderWith('a.png,joy\nb.png,joy'))).rejects.toThrow('b.png');
});
