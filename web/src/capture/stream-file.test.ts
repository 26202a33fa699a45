import { err, ok } from '@undertone/base/result';
import { expect, test } from 'vitest';
import { streamFile } from './stream-file.ts';
import { waveFile } from './wave.testkit.ts';

const read = (file: Blob) => streamFile(file, async () => undefined, new AbortController().signal);

/** The head of an MP4 as phones write it: the samples first, what describes them last. */
function mp4(samplesBytes: number, presentBytes: number): Blob {
  const box = (name: string, bytes: number) => {
    const head = new Uint8Array(8);
    new DataView(head.buffer).setUint32(0, 8 + bytes);
    head.set(new TextEncoder().encode(name), 4);
    return head;
  };
  const brand = new TextEncoder().encode('M4A \0\0\0\0M4A ');
  return new Blob([
    box('ftyp', brand.length),
    brand,
    box('mdat', samplesBytes),
    new Uint8Array(presentBytes),
  ]);
}

test('a WAVE file needs no decoder', async () => {
  expect(await read(waveFile([[0, 0.5]]))).toEqual(ok());
});

test('what is no sound at all is left to the page', async () => {
  expect(await read(new Blob(['Dear diary, this is a text file.']))).toEqual(err('no-stream-decoder'));
});

test('an MP4 that was cut off says so', async () => {
  expect(await read(mp4(10_000, 2_000))).toEqual(err('truncated'));
  expect(await read(mp4(2_000, 2_000))).toEqual(err('not-decodable'));
});
