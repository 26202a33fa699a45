import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { feature, mesh } from 'topojson-client';
import type { Plugin } from 'vite';
import { encodeLine } from './delta-line.ts';
import { unwrapRing } from './unwrap-ring.ts';

const VIRTUAL_ID = 'virtual:undertone-world';

/** About 1.1 km: finer than the lines themselves, which are drawn for 1:50,000,000. */
const STEPS_PER_DEGREE = 100;

/** A ring of three corners and its way back, two numbers each. */
const SMALLEST_RING = 8;

type World = Parameters<typeof mesh>[0];
type Countries = Parameters<typeof mesh>[1];

/**
 * `virtual:undertone-world` exports `WORLD_JSON`: coasts and borders of Natural Earth's 1:50m themes (public domain),
 * as the npm package `world-atlas` carries them, so that a map needs no server.
 */
export function worldOutlines(): Plugin {
  return {
    name: 'world-outlines',
    resolveId: (id) => (id === VIRTUAL_ID ? `\0${VIRTUAL_ID}` : null),
    async load(id) {
      if (id !== `\0${VIRTUAL_ID}`) return null;
      return `export const WORLD_JSON = ${JSON.stringify(JSON.stringify(await readOutlines()))};`;
    },
  };
}

/** Land as polygons of rings, borders as lines; each line as {@link encodeLine} writes it. */
export async function readOutlines() {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json');
  const world = JSON.parse(await readFile(path, 'utf8')) as World;
  const drawn = feature(world, world.objects['land']!);
  const land = (drawn.type === 'FeatureCollection' ? drawn.features : [drawn]).flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon'
      ? geometry.coordinates
      : geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : [],
  );
  const borders = mesh(world, world.objects['countries'] as Countries, (one, other) => one !== other);
  return {
    perDegree: STEPS_PER_DEGREE,
    land: land
      .map((rings) =>
        rings
          .map((ring) => encodeLine(unwrapRing(ring), STEPS_PER_DEGREE))
          .filter((ring) => ring.length >= SMALLEST_RING),
      )
      .filter((rings) => rings.length > 0),
    borders: borders.coordinates
      .map((line) => encodeLine(line, STEPS_PER_DEGREE))
      .filter((line) => line.length > 2),
  };
}
