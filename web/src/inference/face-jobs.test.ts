import { err, ok } from '@undertone/base/result';
import type { FaceReader } from '@undertone/inference/face/face-reader';
import type { Picture } from '@undertone/inference/face/picture';
import { expect, test } from 'vitest';
import { createFaceHandler, type FaceJobParts } from './face-jobs.ts';
import type { FaceJob } from './face-messages.ts';

type ReadFrame = FaceReader['readFrame'];

function setUp(change: Partial<FaceJobParts> = {}, side = 200) {
  const taken: Picture[] = [];
  const shown: Picture[] = [];
  const asked: Parameters<ReadFrame>[] = [];
  const faces = { value: [new Float32Array(3 * 478).fill(0.5)] };
  let created = 0;
  const parts: FaceJobParts = {
    async createLandmarker() {
      created++;
      return ok({ find: async () => faces.value });
    },
    reader: {
      async readFrame(...args) {
        asked.push(args);
        return ok({ frame: null, hint: null, quality: 0.8, model: null });
      },
      readCrop: () => Promise.reject(new Error('not used')),
      dispose: async () => undefined,
    },
    takePixels() {
      const picture = { pixels: new Uint8ClampedArray(4 * side * side).fill(90), width: side, height: side };
      taken.push(picture);
      return picture;
    },
    toImage(picture) {
      shown.push({ ...picture });
      return {} as ImageData;
    },
    ...change,
  };
  const handle = createFaceHandler(parts);
  const moved: Transferable[] = [];
  const look = (job: Partial<FaceJob> = {}, signal = new AbortController().signal) =>
    handle(
      { picture: {} as ImageBitmap, source: 'camera', atMs: 0, expression: true, ...job },
      { signal, report: () => undefined, transfer: (...items) => void moved.push(...items) },
    );
  return { look, taken, shown, asked, faces, moved, createdTimes: () => created };
}

test('one landmarker serves all frames, and each frame knows where the face was before', async () => {
  const { look, asked, createdTimes } = setUp();
  await look();
  await look({ atMs: 40 });
  expect(createdTimes()).toBe(1);
  expect(asked[0]?.[0].previous).toBeNull();
  expect(asked[1]?.[0].previous).toHaveLength(3 * 478);
});

test('a photo knows nothing of the camera’s frames', async () => {
  const { look, asked } = setUp();
  await look();
  await look({ source: 'photo' });
  expect(asked[1]?.[0].previous).toBeNull();
});

test('no pixel outlives the answer, nor a failure', async () => {
  const { look, taken, shown } = setUp();
  await look();
  expect(taken[0]?.pixels.every((byte) => byte === 0)).toBe(true);
  expect(shown[0]?.pixels.every((byte) => byte === 0)).toBe(true);

  const failing = setUp({
    createLandmarker: async () =>
      ok({
        find: async () => {
          throw new Error('context lost');
        },
      }),
  });
  await expect(failing.look()).rejects.toThrow('context lost');
  expect(failing.taken[0]?.pixels.every((byte) => byte === 0)).toBe(true);
});

test('a small photo is enlarged before anything looks at it, a small frame is not', async () => {
  const { look, shown } = setUp({}, 48);
  await look({ source: 'photo' });
  await look({ source: 'camera' });
  expect(shown[0]?.width).toBeGreaterThan(48);
  expect(shown[1]?.width).toBe(48);
});

test('landmarks go to the page for one face only, and move there', async () => {
  const { look, faces, moved } = setUp();
  const one = await look();
  expect(one.ok && one.value.landmarks).toHaveLength(3 * 478);
  expect(moved).toHaveLength(1);
  for (const found of [[], [faces.value[0]!, faces.value[0]!]]) {
    faces.value = found;
    const seen = await look();
    expect(seen.ok && seen.value.landmarks).toBeNull();
  }
  expect(moved).toHaveLength(1);
});

test('what the reader takes for no face has no landmarks to show', async () => {
  const { look } = setUp({
    reader: {
      readFrame: async () => ok({ frame: null, hint: 'no-face', quality: 0, model: null }),
      readCrop: () => Promise.reject(new Error('not used')),
      dispose: async () => undefined,
    },
  });
  const seen = await look();
  expect(seen.ok && seen.value.landmarks).toBeNull();
});

test('a landmarker that could not be made is made anew for the next picture', async () => {
  let times = 0;
  const { look } = setUp({
    createLandmarker: async () => {
      times++;
      return times === 1 ? err({ code: 'no-webgl' }) : ok({ find: async () => [] });
    },
  });
  expect(await look()).toEqual(err({ code: 'no-webgl' }));
  expect((await look()).ok).toBe(true);
});

test('pictures are looked at one by one, and one that failed does not hold up the next', async () => {
  const finish: (() => void)[] = [];
  let running = 0;
  const { look } = setUp({
    createLandmarker: async () =>
      ok({
        async find() {
          running++;
          expect(running).toBe(1);
          await new Promise<void>((resolve) => finish.push(resolve));
          running--;
          if (finish.length === 1) throw new Error('a bad frame');
          return [];
        },
      }),
  });
  const first = look();
  const second = look();
  await expect.poll(() => finish.length).toBe(1);
  finish[0]?.();
  await expect(first).rejects.toThrow('a bad frame');
  await expect.poll(() => finish.length).toBe(2);
  finish[1]?.();
  expect((await second).ok).toBe(true);
});

test('what nobody waits for is not looked at', async () => {
  const { look, asked } = setUp();
  expect(await look({}, AbortSignal.abort())).toEqual(err({ code: 'cancelled' }));
  expect(asked).toEqual([]);
});
