import { err, ok } from '@undertone/base/result';
import { expect, test } from 'vitest';
import type { SoundPiece } from './stream-sound.ts';
import { streamWave } from './stream-wave.ts';
import { waveFile } from './wave.testkit.ts';

const RAMP = [0, 0.25, 0.5, -0.5, -1, 1];

async function readAll(file: Blob, signal = new AbortController().signal) {
  const pieces: SoundPiece[] = [];
  const outcome = await streamWave(file, async (piece) => void pieces.push(piece), signal);
  return { outcome, pieces, samples: pieces.flatMap((piece) => [...piece.samples]) };
}

test('every coding of plain samples gives the same sound', async () => {
  for (const coding of [
    'unsigned-8',
    'signed-16',
    'signed-24',
    'signed-32',
    'float-32',
    'float-64',
  ] as const) {
    for (const extensible of [false, true]) {
      const { outcome, samples } = await readAll(waveFile([RAMP], { coding, extensible, withNote: true }));
      expect(outcome).toEqual(ok());
      expect(samples).toHaveLength(RAMP.length);
      const coarse = coding === 'unsigned-8' ? 0.01 : 1e-4;
      samples.forEach((sample, index) => expect(Math.abs(sample - (RAMP[index] ?? 0))).toBeLessThan(coarse));
    }
  }
});

test('channels are mixed to their mean, and what is no number becomes silence', async () => {
  const { samples } = await readAll(
    waveFile(
      [
        [1, Number.NaN, 3],
        [0, 0, 3],
      ],
      { coding: 'float-32' },
    ),
  );
  expect(samples).toEqual([0.5, 0, 1]);
});

test('a long file comes a second at a time, at its own rate, with the share that is done', async () => {
  const { pieces } = await readAll(
    waveFile([Array.from({ length: 20_000 }, () => 0.1)], { sampleRate: 8_000 }),
  );
  expect(pieces.map(({ samples }) => samples.length)).toEqual([8_000, 8_000, 4_000]);
  expect(pieces.map(({ share }) => share)).toEqual([0.4, 0.8, 1]);
  expect(pieces.map(({ sampleRate }) => sampleRate)).toEqual([8_000, 8_000, 8_000]);
});

test('a file that ends before its samples do is truncated, wherever it was cut', async () => {
  const whole = waveFile([RAMP], { withNote: true });
  for (const bytes of [13, 30, 40, 50, whole.size - 1]) {
    expect((await readAll(whole.slice(0, bytes))).outcome).toEqual(err('truncated'));
  }
});

test('a recorder that died before it knew the size is read to the end of the file', async () => {
  for (const declaredBytes of [0, 0xffff_ffff]) {
    expect((await readAll(waveFile([RAMP], { declaredBytes }))).samples).toHaveLength(RAMP.length);
  }
});

test('a file without a sample is empty', async () => {
  expect((await readAll(waveFile([[]]))).outcome).toEqual(err('empty'));
});

test('other files and other codings are left to others', async () => {
  const aLaw = new Uint8Array(await waveFile([RAMP]).arrayBuffer());
  aLaw[20] = 6;
  for (const file of [new Blob(['ID3 and the rest of a song']), new Blob([aLaw]), new Blob([])]) {
    expect((await readAll(file)).outcome).toEqual(err('no-stream-decoder'));
  }
});

test('a file of nothing but tiny chunks is given up', async () => {
  const header = new Uint8Array(await waveFile([RAMP]).slice(0, 12).arrayBuffer());
  const chunk = new Uint8Array([0x6a, 0x75, 0x6e, 0x6b, 0, 0, 0, 0]);
  const file = new Blob([header, ...Array.from({ length: 1_000 }, () => chunk)]);
  expect((await readAll(file)).outcome).toEqual(err('no-stream-decoder'));
});

test('after a cancel no further piece is read', async () => {
  const controller = new AbortController();
  const file = waveFile([Array.from({ length: 48_000 }, () => 0)]);
  let pieces = 0;
  const outcome = await streamWave(
    file,
    async () => {
      pieces++;
      controller.abort();
    },
    controller.signal,
  );
  expect(outcome).toEqual(err('cancelled'));
  expect(pieces).toBe(1);
});
