import { expect, test } from 'vitest';
import { findRefinementTables } from './refinement-tables.ts';

/** A repeated uint32, field 1, as protobuf writes it unpacked. */
function packed(values: readonly number[]): number[] {
  return values.flatMap((value) => [8, ...(value < 128 ? [value] : [(value & 127) | 128, value >> 7])]);
}

const countFrom = (first: number, length: number) => Array.from({ length }, (_, index) => first + index);

const lips = countFrom(61, 80);
const leftEye = countFrom(33, 71);
const rightEye = countFrom(263, 71);

test('the three tables are found among other bytes, in any order', () => {
  const noise = [8, 255, 255, 255, 255, 8, 1, 8, 2, 0, 7];
  const wasm = [noise, packed(rightEye), noise, packed(lips), noise, packed(leftEye), noise].flat();
  expect(findRefinementTables(Uint8Array.from(wasm))).toEqual({ lips, leftEye, rightEye });
});

test('a list with a number that is no point ends there, and a missing table is said', () => {
  const cut = packed(leftEye.with(40, 478));
  const wasm = [...packed(lips), 0, ...packed(rightEye), 0, ...cut];
  expect(() => findRefinementTables(Uint8Array.from(wasm))).toThrow('no table of 71 points from 33');
});
