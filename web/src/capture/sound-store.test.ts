import { expect, test } from 'vitest';
import { createSoundStore } from './sound-store.ts';

test('what was appended is taken in order and in one piece', () => {
  const store = createSoundStore(10);
  store.append(Float32Array.of(1, 2));
  store.append(Float32Array.of(3));
  expect([...store.take()]).toEqual([1, 2, 3]);
  expect(store.length).toBe(0);
});

test('what does not fit is left out, and said', () => {
  const store = createSoundStore(3);
  expect(store.append(Float32Array.of(1, 2))).toBe(2);
  expect(store.append(Float32Array.of(3, 4))).toBe(1);
  expect(store.append(Float32Array.of(5))).toBe(0);
  expect([...store.take()]).toEqual([1, 2, 3]);
});

test('with little memory it allots less, down to five seconds', () => {
  const allocate = (room: number) => (samples: number) => {
    if (samples > room) throw new RangeError('allocation failed');
    return new Float32Array(samples);
  };
  expect(createSoundStore(4_800_000, allocate(2_000_000)).capacity).toBe(1_200_000);
  expect(() => createSoundStore(4_800_000, allocate(10))).toThrow(RangeError);
});

test('erasing overwrites the samples', () => {
  let memory = new Float32Array(0);
  const store = createSoundStore(4, (samples) => (memory = new Float32Array(samples)));
  store.append(Float32Array.of(0.5, 0.5));
  store.erase();
  expect([...memory]).toEqual([0, 0, 0, 0]);
  expect(store.append(Float32Array.of(1))).toBe(0);
});
