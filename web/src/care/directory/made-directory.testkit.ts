import { createSeededRandom } from '@undertone/base/seeded-random';
import { err, ok } from '@undertone/base/result';
import type { CareEntry, CareSource, TileIndex } from '@undertone/contract/directory';
import { capAround } from '@undertone/geo/cap';
import { curveKeyOf, keyText } from '@undertone/geo/curve';
import { partition } from '@undertone/geo/partition';
import type { Position } from '@undertone/geo/position';
import type { FakeApi } from '../../app/fake-services.ts';

const SOURCE: CareSource = {
  id: 'sample',
  name: 'Sample directory',
  licence: 'CC0 1.0',
  isSample: true,
  updated: '2026-11-21',
};

/** Entries around some towns; each town has as many. */
export function makeEntries(towns: readonly Position[], perTown: number, spreadDegrees = 0.3): CareEntry[] {
  const random = createSeededRandom(7);
  return towns.flatMap((town, townNumber) =>
    Array.from({ length: perTown }, (_, number): CareEntry => {
      const lon = town.lon + (random() + random() - 1) * spreadDegrees;
      return {
        id: `${String(number).padStart(8, '0')}${String(townNumber).padStart(8, '0')}`,
        source: 'sample',
        name: `Sample practice ${townNumber}-${number}`,
        kind: number % 4 === 0 ? 'psychiatrist' : 'therapist',
        lat: Math.max(-90, Math.min(90, town.lat + (random() + random() - 1) * spreadDegrees)),
        lon: lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon,
        precision: 'exact',
      };
    }),
  );
}

/** A server's directory of these entries, which counts what it is asked. */
export function createMadeDirectory(entries: readonly CareEntry[], version = 1) {
  const asked: string[] = [];
  const keyed = entries
    .map((entry) => ({ entry, key: curveKeyOf(entry, entry.id) }))
    .sort((left, right) => left.key - right.key);
  const runs = partition(
    keyed.map(({ key }) => key),
    { atLeast: 64, enough: 400, level: 10 },
  );
  const tiles = new Map(
    runs.map(({ firstKey, from, to }) => [
      keyText(firstKey),
      keyed.slice(from, to).map(({ entry }) => entry),
    ]),
  );
  const digestOf = (id: string) => `v${version}${id}`.padEnd(16, '0').slice(0, 16);
  const index: TileIndex = {
    version,
    entries: entries.length,
    tiles: [...tiles].map(([id, inside]) => {
      const { lat, lon, radiusKm } = capAround(inside);
      return [id, inside.length, lat, lon, radiusKm, digestOf(id)];
    }),
    sources: [SOURCE],
  };
  const api: FakeApi = {
    tileIndex: () => {
      asked.push('index');
      return ok(index);
    },
    tile: ({ params: { cell }, query }) => {
      asked.push(cell);
      const inside = tiles.get(cell);
      if (inside === undefined || query.version !== digestOf(cell)) return err({ code: 'not-found' });
      return ok({ id: cell, entries: [...inside] });
    },
  };
  return { api, asked, index };
}
