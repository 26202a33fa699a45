import { toBase64Url } from '@undertone/base/bytes';
import { createSeededRandom } from '@undertone/base/seeded-random';
import type { CareEntry, CareKind } from '@undertone/contract/directory';
import { curveKeyOf } from '@undertone/geo/curve';
import type { Position } from '@undertone/geo/position';
import { publishTiles } from '../directory/publish.ts';

export function madeEntry(
  position: Position,
  random: () => number,
  rest: Partial<CareEntry> = {},
): CareEntry {
  return {
    id: toBase64Url(Uint8Array.from({ length: 12 }, () => random() * 256)),
    source: 'test',
    name: `Practice ${Math.floor(random() * 1e6)}`,
    kind: 'therapist' satisfies CareKind,
    ...position,
    precision: 'exact',
    ...rest,
  };
}

/** Around a few towns, one of them on the antimeridian and one at a pole. */
export function madeEntries(count: number, seed: number): readonly CareEntry[] {
  const random = createSeededRandom(seed);
  const towns: Position[] = [
    { lat: -17, lon: 179.99 },
    { lat: 89.9, lon: 20 },
  ];
  while (towns.length < 20) towns.push({ lat: random() * 130 - 60, lon: random() * 360 - 180 });
  return Array.from({ length: count }, () => {
    const town = towns[Math.floor(random() ** 2 * towns.length)]!;
    const spread = random() ** 3 * 0.5;
    const angle = random() * 2 * Math.PI;
    const lat = Math.max(-90, Math.min(90, town.lat + spread * Math.sin(angle)));
    const lon = ((town.lon + spread * Math.cos(angle) + 540) % 360) - 180;
    return madeEntry({ lat, lon }, random, { kind: random() < 0.1 ? 'clinic' : 'therapist' });
  });
}

export async function clearDirectory(database: D1Database): Promise<void> {
  const tables = ['entry', 'version', 'source', 'tile', 'report'];
  await database.batch(tables.map((table) => database.prepare(`DELETE FROM directory_${table}`)));
}

/** As the importer leaves them: rows born in a version, which is not live yet. */
export async function writeEntries(
  database: D1Database,
  version: number,
  entries: readonly CareEntry[],
): Promise<void> {
  const rows = entries.map((entry) => [
    ...[entry.id, entry.source, entry.id, curveKeyOf(entry, entry.id), entry.lat, entry.lon, entry.kind],
    ...[entry.telehealth ?? null, entry.acceptsNew ?? null, JSON.stringify(entry)],
  ]);
  const statement = database.prepare(
    `INSERT INTO directory_entry (public_id, source, source_id, place_key, lat, lon, kind, telehealth, accepts_new,
       entry, digest, match_key, born)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
       value ->> 8, value ->> 9, '', '', ?1 FROM json_each(?2)`,
  );
  for (let from = 0; from < rows.length; from += 500) {
    await statement.bind(version, JSON.stringify(rows.slice(from, from + 500))).run();
  }
}

/** Publishes what was written and makes it what everybody sees. */
export async function goLive(database: D1Database, version: number): Promise<void> {
  const now = Date.now();
  await database
    .prepare(
      `INSERT INTO directory_version (version, state, made_at) VALUES (?1, 'building', ?2) ON CONFLICT DO NOTHING`,
    )
    .bind(version, now)
    .run();
  let from: string | null = null;
  do from = await publishTiles(database, version, from);
  while (from !== null);
  await database.batch([
    database.prepare(`UPDATE directory_version SET state = 'retired' WHERE state = 'live'`),
    database
      .prepare(`UPDATE directory_version SET state = 'live', live_at = ?2 WHERE version = ?1`)
      .bind(version, now),
  ]);
}
