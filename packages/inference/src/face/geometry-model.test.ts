import { unwrap } from '@undertone/base/result';
import { expect, test } from 'vitest';
import { logSoftmax, parseGeometryModel } from './geometry-model.ts';

function file(features: number, labels: number, floats: readonly number[]): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(8 + 4 * floats.length));
  view.setUint32(0, features, true);
  view.setUint32(4, labels, true);
  for (const [index, value] of floats.entries()) view.setFloat32(8 + 4 * index, value, true);
  return new Uint8Array(view.buffer);
}

test('answers the log-probabilities of bias and weights', () => {
  const model = unwrap(parseGeometryModel(file(2, 2, [0.5, -0.5, 1, 2, 3, 4])));
  const found = model.apply(Float32Array.of(1, -1));
  const expected = logSoftmax([0.5 + 1 - 2, -0.5 + 3 - 4]);
  expect(found[0]).toBeCloseTo(expected[0]!, 10);
  expect(Math.exp(found[0]!) + Math.exp(found[1]!)).toBeCloseTo(1, 10);
});

test('refuses a file of another length', () => {
  const good = file(2, 2, [0, 0, 0, 0, 0, 0]);
  expect(parseGeometryModel(good).ok).toBe(true);
  expect(parseGeometryModel(good.slice(0, -1)).ok).toBe(false);
  expect(parseGeometryModel(new Uint8Array(4)).ok).toBe(false);
});

test('features of another model are a bug', () => {
  const model = unwrap(parseGeometryModel(file(2, 1, [0, 1, 1])));
  expect(() => model.apply(new Float32Array(3))).toThrow(RangeError);
});
