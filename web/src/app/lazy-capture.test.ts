import { signal } from '@preact/signals';
import { err } from '@undertone/base/result';
import { expect, it } from 'vitest';
import { createFakeCapture } from './fake-capture.ts';
import { lazyCapture } from './lazy-capture.ts';

const PARTS = createFakeCapture({ microphoneTrouble: 'no-device' });

it('answers every act where its code does not come, and tries again with the next', async () => {
  let online = false;
  let loads = 0;
  const { microphone, voiceReader, faceCheck } = lazyCapture(async () => {
    loads++;
    if (!online) throw new TypeError('Failed to fetch dynamically imported module');
    return PARTS;
  });
  const missing = err('model-missing');
  expect(await microphone.record({ mostSeconds: 60 })).toEqual(missing);
  expect(await voiceReader.readFile(new Blob(['sound']))).toEqual(missing);
  expect(await faceCheck.openCamera()).toEqual(missing);
  expect(await faceCheck.readPhoto(new Blob(['photo']))).toEqual(missing);
  online = true;
  expect(await microphone.record({ mostSeconds: 60 })).toEqual(err('no-device'));
  expect(loads).toBe(5);
});

it('loads nothing before the first act, and once for all of them', async () => {
  let loads = 0;
  const status = signal({ kind: 'failed', reason: 'crashed' } as const);
  const { microphone, faceCheck } = lazyCapture(async () => {
    loads++;
    return { ...PARTS, faceCheck: { ...PARTS.faceCheck, status } };
  });
  expect(faceCheck.status.value).toEqual({ kind: 'idle' });
  expect(loads).toBe(0);
  await Promise.all([microphone.record({ mostSeconds: 60 }), faceCheck.readPhoto(new Blob())]);
  expect(loads).toBe(1);
  expect(faceCheck.status.value).toEqual({ kind: 'failed', reason: 'crashed' });
});
