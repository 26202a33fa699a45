import { unwrap } from '@undertone/base/result';
import { expect, test } from 'vitest';
import { parseInt8Linear } from './int8-linear.ts';

/** Two columns, three rows. */
function stored(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 + 16 + 6);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 3, true);
  view.setUint32(4, 2, true);
  for (const [index, value] of [0.5, 0.25, 1, -1].entries()) view.setFloat32(8 + index * 4, value, true);
  new Int8Array(bytes.buffer, 24).set([2, -4, 0, 1, -3, 0]);
  return bytes;
}

test('weights are scale · q · |q|, summed over the rows and divided by the root of their number', () => {
  const linear = unwrap(parseInt8Linear(stored()));
  expect([...linear.apply(new Set([0]))]).toEqual([1 + 0.5 * 4, -1 - 0.25 * 16]);
  expect(linear.apply(new Set([0, 2]))[0]).toBeCloseTo(1 + (0.5 * (4 - 9)) / Math.SQRT2, 12);
});

test('no rows give the bias', () => {
  expect([...unwrap(parseInt8Linear(stored())).apply(new Set())]).toEqual([1, -1]);
});

test('a file that is cut short is refused', () => {
  expect(parseInt8Linear(stored().slice(0, -1))).toEqual({ ok: false, error: 'malformed-linear' });
  expect(parseInt8Linear(new Uint8Array(3))).toEqual({ ok: false, error: 'malformed-linear' });
});
