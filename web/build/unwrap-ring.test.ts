import { expect, it } from 'vitest';
import { unwrapRing } from './unwrap-ring.ts';

it('goes on over the date line, either way', () => {
  const east = [
    [160, 60],
    [-170, 60],
    [-170, 70],
    [160, 70],
    [160, 60],
  ];
  expect(unwrapRing(east).map(([x]) => x)).toEqual([160, 190, 190, 160, 160]);
  expect(unwrapRing(east.toReversed()).map(([x]) => x)).toEqual([160, 160, 190, 190, 160]);
});

it('leaves a ring alone that crosses nothing', () => {
  const ring = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 0],
  ];
  expect(unwrapRing(ring)).toEqual(ring);
});

it('closes a ring around a pole along the edge of the map', () => {
  const around = [
    [0, -70],
    [-120, -70],
    [120, -70],
    [0, -70],
  ];
  expect(unwrapRing(around)).toEqual([
    [0, -70],
    [-120, -70],
    [-240, -70],
    [-360, -70],
    [-360, -90],
    [0, -90],
    [0, -70],
  ]);
});
