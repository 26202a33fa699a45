import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LABELS, type Label } from '@undertone/emotion/labels';
import { readByteArrays, type NpyArray } from './npz.ts';

/** One picture of an evaluation. */
export interface FaceRow {
  readonly label: Label;
  readonly picture: GreyPicture | EncodedPicture;
}

/** A row of FER+, scored or not. */
export interface VotedPicture {
  /** By majority; `null` where there is none of ours. */
  readonly label: Label | null;
  readonly picture: GreyPicture;
}

/** A square, one byte of luma a pixel. */
export interface GreyPicture {
  readonly kind: 'grey';
  readonly side: number;
  readonly pixels: Uint8Array;
}

/** JPEG, PNG or whatever else the browser decodes. */
export interface EncodedPicture {
  readonly kind: 'encoded';
  readonly bytes: Uint8Array;
}

/** The columns of FER+ votes (Barsoum et al. 2016); those that are none of our labels are `null`. */
const VOTE_COLUMNS: readonly (Label | null)[] = [
  'neutral',
  'joy',
  'surprise',
  'sadness',
  'anger',
  'disgust',
  'fear',
  null,
  null,
  null,
];

/** The most votes decide; `null` for contempt, unknown, not a face, and a tie. */
export function majorityLabel(votes: readonly number[]): Label | null {
  const most = Math.max(...votes);
  const leaders = votes.flatMap((count, column) => (count === most ? [column] : []));
  const [leader] = leaders;
  return leaders.length === 1 && leader !== undefined ? (VOTE_COLUMNS[leader] ?? null) : null;
}

/** A FER+ `.npz`: `images` [N, side, side] and `votes` [N, 10]. Throws where they do not fit each other. */
export function parseFerPlus(npz: Uint8Array): readonly VotedPicture[] {
  const arrays = readByteArrays(npz);
  const images = requireArray(arrays, 'images', 3);
  const votes = requireArray(arrays, 'votes', 2);
  const [count = 0, side = 0] = images.shape;
  const columns = votes.shape[1] ?? 0;
  if (votes.shape[0] !== count || columns !== VOTE_COLUMNS.length) throw new Error('votes do not fit images');
  return Array.from({ length: count }, (_, index) => ({
    label: majorityLabel([...votes.data.subarray(index * columns, (index + 1) * columns)]),
    picture: {
      kind: 'grey',
      side,
      pixels: images.data.subarray(index * side * side, (index + 1) * side * side),
    },
  }));
}

/** FER+'s own words, where they are not ours. */
const FER_PLUS_WORDS: Readonly<Record<string, Label | null>> = {
  happiness: 'joy',
  contempt: null,
  unknown: null,
  nf: null,
};

/**
 * A folder of pictures with `labels.csv` (`file,label`, a header line or none). Labels are ours or FER+'s; rows of
 * contempt, unknown and not-a-face (`nf`) are left out. Throws on any other label, and on a file that is not there.
 */
export async function readFaceFolder(folder: string): Promise<readonly FaceRow[]> {
  const names = new Set(await readdir(folder));
  const lines = (await readFile(join(folder, 'labels.csv'), 'utf8')).split(/\r?\n/);
  const rows: FaceRow[] = [];
  for (const [index, line] of lines.entries()) {
    const [file = '', word = ''] = line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    if (line.trim() === '' || (index === 0 && !names.has(file))) continue;
    const known = word.toLowerCase();
    const label = LABELS.find((ours) => ours === known) ?? FER_PLUS_WORDS[known];
    if (label === null) continue;
    if (label === undefined) throw new Error(`labels.csv, line ${index + 1}: no such label: ${word}`);
    if (!names.has(file)) throw new Error(`labels.csv, line ${index + 1}: no such file: ${file}`);
    rows.push({ label, picture: { kind: 'encoded', bytes: await readFile(join(folder, file)) } });
  }
  return rows;
}

function requireArray(arrays: ReadonlyMap<string, NpyArray>, name: string, dimensions: number): NpyArray {
  const array = arrays.get(name);
  if (array?.shape.length !== dimensions) throw new Error(`no ${name} of ${dimensions} dimensions`);
  return array;
}
