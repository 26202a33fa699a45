import { expect, it } from 'vitest';
import { toScreen } from './mercator.ts';
import { pickNames } from './pick-names.ts';

const VIEW = { lat: 52.5, lon: 13.4, zoom: 8 };
const SIZE = { width: 390, height: 480 };
const BERLIN = { name: 'Berlin', lat: 52.52, lon: 13.4 };
const POTSDAM = { name: 'Potsdam', lat: 52.4, lon: 13.06 };

it('writes the first name and leaves out one that would run into it', () => {
  const beside = { name: 'Berlin-Mitte', lat: 52.521, lon: 13.41 };
  expect(pickNames([BERLIN, beside, POTSDAM], VIEW, SIZE, []).map(({ name }) => name)).toEqual([
    'Berlin',
    'Potsdam',
  ]);
});

it('writes nothing that the edge would cut, and no more than a map can bear', () => {
  expect(pickNames([{ name: 'Warszawa', lat: 52.2, lon: 21 }], VIEW, SIZE, [])).toEqual([]);
  const many = Array.from({ length: 40 }, (_, at) => ({
    name: 'X',
    lat: 52.2 + (at % 7) * 0.1,
    lon: 13.1 + Math.floor(at / 7) * 0.1,
  }));
  expect(pickNames(many, VIEW, SIZE, [])).toHaveLength(12);
});

it('writes a name beside what is marked on its town, never under it', () => {
  const mark = toScreen(VIEW, SIZE, BERLIN);
  const [beside] = pickNames([BERLIN], VIEW, SIZE, [mark]);
  expect(beside?.at).toEqual({ x: mark.x, y: mark.y + 29 });
  const below = { x: mark.x, y: mark.y + 29 };
  const [above] = pickNames([BERLIN], VIEW, SIZE, [mark, below]);
  expect(above?.at).toEqual({ x: mark.x, y: mark.y - 29 });
});
