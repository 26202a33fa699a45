import { expect, test } from 'vitest';
import { endsWithinFrame } from './audio-frames.ts';

function frames(header: readonly number[], bytes: number, count: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(bytes * count);
  for (let frame = 0; frame < count; frame++) all.set(header, frame * bytes);
  return all;
}

/** Header, and how long its frame is by the standard's formula. */
const KINDS = {
  'MPEG-1 layer III, 128 kbit/s, 44.1 kHz': frames([0xff, 0xfb, 0x90, 0xc4], 417, 5),
  'the same with padding': frames([0xff, 0xfb, 0x92, 0xc4], 418, 5),
  'MPEG-1 layer II, 192 kbit/s, 48 kHz': frames([0xff, 0xfd, 0xa4, 0xc4], 576, 5),
  'MPEG-2 layer III, 64 kbit/s, 22.05 kHz': frames([0xff, 0xf3, 0x80, 0xc4], 208, 5),
  'MPEG-2.5 layer III, 8 kbit/s, 8 kHz': frames([0xff, 0xe3, 0x18, 0xc4], 72, 5),
  'ADTS, 300 bytes a frame': frames(
    [0xff, 0xf1, 0x50, 0x80, 300 >> 3, ((300 & 7) << 5) | 0x1f, 0xfc],
    300,
    5,
  ),
};

test.each(Object.entries(KINDS))(
  '%s: whole, or cut within a frame, its header included',
  async (_kind, all) => {
    expect(await endsWithinFrame(new Blob([all]))).toBe(false);
    const frame = all.length / 5;
    for (const missing of [1, frame >> 1, frame - 5, frame - 3])
      expect(await endsWithinFrame(new Blob([all.slice(0, -missing)])), `${missing} missing`).toBe(true);
    // Nothing tells that there were more frames once.
    expect(await endsWithinFrame(new Blob([all.slice(0, -frame)]))).toBe(false);
  },
);

const MP3 = KINDS['MPEG-1 layer III, 128 kbit/s, 44.1 kHz'];

test('tags before and after the sound are no frames', async () => {
  const front = new Uint8Array(10 + 300);
  front.set([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 300 >> 7, 300 & 0x7f]);
  front.fill(0xff, 10);
  const back = new Uint8Array(128);
  back.set([0x54, 0x41, 0x47]);
  expect(await endsWithinFrame(new Blob([front, MP3, back]))).toBe(false);
  expect(await endsWithinFrame(new Blob([front, MP3.slice(0, -9)]))).toBe(true);
});

test('a file longer than what is held at once is followed to its end', async () => {
  const hour = frames([0xff, 0xfb, 0x90, 0xc4], 417, 8000);
  expect(await endsWithinFrame(new Blob([hour]))).toBe(false);
  expect(await endsWithinFrame(new Blob([hour.slice(0, -20)]))).toBe(true);
});

test('what is no frame at all is not said to be cut', async () => {
  expect(await endsWithinFrame(new Blob(['Dear diary']))).toBe(false);
  expect(await endsWithinFrame(new Blob([]))).toBe(false);
  // A bit rate of "free" says nothing about the length.
  expect(await endsWithinFrame(new Blob([frames([0xff, 0xfb, 0x00, 0xc4], 500, 1)]))).toBe(false);
});
