import { expect, it } from 'vitest';
import { decodeLine, readOutlines as decode } from '../src/screens/care/map/world-outlines.ts';
import { encodeLine } from './delta-line.ts';
import { readOutlines } from './world-outlines.ts';

it('brings a line back to within half a step, without the points that fell together', () => {
  const line = [
    [-179.996, 12.3449],
    [-179.9949, 12.3451],
    [180, -89.999],
  ];
  expect(decodeLine(encodeLine(line, 100), 100)).toEqual([
    [-180, 12.34],
    [-179.99, 12.35],
    [180, -90],
  ]);
  expect(
    encodeLine(
      [
        [1, 1],
        [1.001, 1.001],
      ],
      100,
    ),
  ).toEqual([100, 100]);
});

it('draws the whole world: closed coasts inside the degrees there are, and borders', async () => {
  const { land, borders } = decode(JSON.stringify(await readOutlines()));
  const rings = land.flat();
  expect(land.length).toBeGreaterThan(1000);
  expect(borders.length).toBeGreaterThan(150);
  expect(rings.filter((ring) => String(ring[0]) !== String(ring.at(-1)))).toEqual([]);
  const outside = [...rings, ...borders].flat().filter(([x, y]) => Math.abs(x) > 360 || Math.abs(y) > 90);
  expect(outside).toEqual([]);
});

it('draws no line across the whole map', async () => {
  const { land, borders } = decode(JSON.stringify(await readOutlines()));
  const leaps = [...land.flat(), ...borders].flatMap((line) =>
    line.filter(
      ([x, y], at) => y > -90 && at > 0 && line[at - 1]![1] > -90 && Math.abs(x - line[at - 1]![0]) > 180,
    ),
  );
  expect(leaps).toEqual([]);
});

it('knows land from sea', async () => {
  const { land } = decode(JSON.stringify(await readOutlines()));
  const isLand = (longitude: number, latitude: number): boolean =>
    land.flat().reduce(
      (inside, ring) =>
        ring.reduce((odd, [x, y], at) => {
          const [toX, toY] = ring[(at + 1) % ring.length]!;
          const crosses =
            y > latitude !== toY > latitude && longitude < x + ((latitude - y) / (toY - y)) * (toX - x);
          return crosses ? !odd : odd;
        }, inside),
      false,
    );
  expect([
    isLand(2.35, 48.85),
    isLand(-3.7, 40.4),
    isLand(-98, 39),
    isLand(151, -33.6),
    isLand(0, -89),
  ]).toEqual([true, true, true, true, true]);
  expect([isLand(-30, 40), isLand(0, 0), isLand(-150, -20), isLand(51, 42)]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
