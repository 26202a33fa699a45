import { err } from '@undertone/base/result';
import { expect, test } from 'vitest';
import { decodePhoto, PHOTO_MOST_BYTES, type DecodePicture, type PhotoHost } from './camera-photo.ts';

function setUp(width: number, height: number) {
  const closed: string[] = [];
  const asked: ImageBitmapOptions[] = [];
  const decode: DecodePicture = async (_, options) => {
    asked.push(options);
    const size = { width: options.resizeWidth ?? width, height: options.resizeHeight ?? height };
    return { ...size, close: () => void closed.push(`${size.width}×${size.height}`) };
  };
  const photos: PhotoHost = { decode, sizeOf: async () => null };
  return { photos, asked, closed };
}

const PHOTO = new Blob(['picture']);

test('a photo is turned as the camera was held', async () => {
  const { photos, asked } = setUp(640, 480);
  expect(await decodePhoto(PHOTO, photos)).toMatchObject({ ok: true, value: { width: 640, height: 480 } });
  expect(asked).toEqual([{ imageOrientation: 'from-image' }]);
});

test('a large photo is brought down, its sides in proportion, and the large one let go', async () => {
  const { photos, closed } = setUp(3000, 4000);
  expect(await decodePhoto(PHOTO, photos)).toMatchObject({ ok: true, value: { width: 960, height: 1280 } });
  expect(closed).toEqual(['3000×4000']);
});

test('a photo that would take all memory is declined and let go', async () => {
  const { photos, closed } = setUp(20_000, 20_000);
  expect(await decodePhoto(PHOTO, photos)).toEqual(err('too-large'));
  expect(closed).toEqual(['20000×20000']);
  const huge = { size: PHOTO_MOST_BYTES + 1 } as Blob;
  expect(await decodePhoto(huge, photos)).toEqual(err('too-large'));
});

test('a photo whose header says so much is declined before a pixel of it is decoded', async () => {
  const { photos, asked } = setUp(20_000, 20_000);
  const sizeOf = async () => ({ width: 20_000, height: 20_000 });
  expect(await decodePhoto(PHOTO, { ...photos, sizeOf })).toEqual(err('too-large'));
  expect(asked).toEqual([]);
});

test('an empty file and a file that is no picture are told apart', async () => {
  const { photos } = setUp(1, 1);
  expect(await decodePhoto(new Blob([]), photos)).toEqual(err('empty'));
  const refuse: DecodePicture = async () => {
    throw new DOMException('', 'InvalidStateError');
  };
  expect(await decodePhoto(PHOTO, { ...photos, decode: refuse })).toEqual(err('not-a-picture'));
});
