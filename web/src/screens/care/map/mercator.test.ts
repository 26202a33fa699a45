import fc from 'fast-check';
import { expect, it } from 'vitest';
import { kmToPx, moveBy, toPlace, toScreen, viewOf, wrapLongitude, zoomBy, type View } from './mercator.ts';

const SIZE = { width: 400, height: 300 };
const view = fc.record({
  lat: fc.double({ min: -80, max: 80, noNaN: true }),
  lon: fc.double({ min: -180, max: 179.9, noNaN: true }),
  zoom: fc.double({ min: 3, max: 16, noNaN: true }),
});
const pixel = fc.record({
  x: fc.double({ min: 0, max: SIZE.width, noNaN: true }),
  y: fc.double({ min: 0, max: SIZE.height, noNaN: true }),
});

it('finds the pixel of a place again, on both sides of the date line', () => {
  fc.assert(
    fc.property(view, pixel, (from, at) => {
      const back = toScreen(from, SIZE, toPlace(from, SIZE, at));
      expect(back.x).toBeCloseTo(at.x, 4);
      expect(back.y).toBeCloseTo(at.y, 4);
    }),
  );
  const fiji: View = { lat: -17, lon: 179.9, zoom: 6 };
  expect(toScreen(fiji, SIZE, { lat: -17, lon: -179.9 }).x - SIZE.width / 2).toBeCloseTo(18.2, 1);
});

it('keeps the place under the finger where it is while the map comes nearer', () => {
  fc.assert(
    fc.property(view, pixel, fc.double({ min: -1, max: 1, noNaN: true }), (from, at, steps) => {
      const kept = toPlace(from, SIZE, at);
      const after = toScreen(zoomBy(from, steps, SIZE, at), SIZE, kept);
      expect(after.x).toBeCloseTo(at.x, 3);
      expect(after.y).toBeCloseTo(at.y, 3);
    }),
  );
});

it('never leaves the world', () => {
  expect(moveBy({ lat: 84, lon: 0, zoom: 2 }, { x: 0, y: -10_000 }).lat).toBeCloseTo(85.05, 2);
  expect(moveBy({ lat: 0, lon: 179, zoom: 2 }, { x: 100, y: 0 }).lon).toBeLessThan(-150);
  expect(zoomBy({ lat: 0, lon: 0, zoom: 0.5 }, -3, SIZE).zoom).toBe(0);
  expect(zoomBy({ lat: 0, lon: 0, zoom: 16.5 }, 3, SIZE).zoom).toBe(17);
  expect([wrapLongitude(180), wrapLongitude(-540), wrapLongitude(12)]).toEqual([-180, -180, 12]);
});

it('measures the ground: a degree of the equator is 111.2 km, and a tall world shrinks it', () => {
  expect(kmToPx(111.195, 0, 0) * 360).toBeCloseTo(512, 1);
  expect(kmToPx(1, 60, 5)).toBeCloseTo(2 * kmToPx(1, 0, 5), 6);
});

it('shows everything that it is asked to show, and no nearer than a neighbourhood', () => {
  const middle = { lat: 52.52, lon: 13.4 };
  const places = [
    { lat: 52.6, lon: 13.1 },
    { lat: 52.4, lon: 13.9 },
  ];
  const shown = viewOf(middle, places, SIZE);
  for (const place of places) {
    const { x, y } = toScreen(shown, SIZE, place);
    expect(x > 40 && x < 360 && y > 40 && y < 260).toBe(true);
  }
  expect(viewOf(middle, [middle], SIZE).zoom).toBe(14);
  expect(viewOf(middle, [], SIZE).zoom).toBe(14);
});
