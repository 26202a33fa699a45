import { distanceKm } from '@undertone/geo/position';
import { curveKeyOf } from '@undertone/geo/curve';
import type { FinishedEntry } from './finish-entry.ts';
import { digestOf, entryIdOf } from './hashes.ts';
import { matchKeyOf, matchKeysAround, SAME_PRACTICE_KM } from './match-key.ts';

/* What the directory already has of the entries of a slice, and the statements that bring the new ones. */

/** Of one JSON parameter at most: D1 takes 2 MB, and a character is three bytes at most. */
const PARAMETER_CHARS = 600_000;

interface StandingEntry {
  readonly id: number;
  readonly digest: string;
}

/** What the directory has of some ids of a source. */
interface StandingEntries {
  readonly standing: ReadonlyMap<string, StandingEntry>;
  /** Those that an admin hid, whether they stand or an import has taken them out since. */
  readonly hidden: ReadonlySet<string>;
}

const MARKED = `SELECT source_id FROM directory_import_mark
  WHERE import_id = ?1 AND source_id IN (SELECT value FROM json_each(?2))`;

const STANDING = `SELECT source_id, id, digest, hidden, died FROM directory_entry
  WHERE source = ?1 AND source_id IN (SELECT value FROM json_each(?2)) AND (died IS NULL OR hidden = 1)`;

const OTHERS = `SELECT match_key, lat, lon FROM directory_entry INDEXED BY directory_entry_by_match
  WHERE match_key IN (SELECT value FROM json_each(?2)) AND source <> ?1 AND died IS NULL`;

export async function findMarked(
  database: D1Database,
  importId: string,
  sourceIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { results } = await database
    .prepare(MARKED)
    .bind(importId, JSON.stringify(sourceIds))
    .all<{ source_id: string }>();
  return new Set(results.map(({ source_id: sourceId }) => sourceId));
}

export async function findStanding(
  database: D1Database,
  source: string,
  sourceIds: readonly string[],
): Promise<StandingEntries> {
  const { results } = await database
    .prepare(STANDING)
    .bind(source, JSON.stringify(sourceIds))
    .all<StandingEntry & { source_id: string; hidden: number; died: number | null }>();
  return {
    standing: new Map(results.filter(({ died }) => died === null).map((row) => [row.source_id, row])),
    hidden: new Set(results.filter(({ hidden }) => hidden === 1).map((row) => row.source_id)),
  };
}

/** Which entries another source lists already: same kind and name, at most 150 m away. */
export async function findListedElsewhere(
  database: D1Database,
  source: string,
  finished: readonly FinishedEntry[],
): Promise<ReadonlySet<FinishedEntry>> {
  const wanted = finished.map((each) => ({ each, keys: matchKeysAround(each.entry) }));
  const asked = jsonParameters([...new Set(wanted.flatMap(({ keys }) => keys))]);
  const found = await Promise.all(
    asked.map((keys) =>
      database.prepare(OTHERS).bind(source, keys).all<{ match_key: string; lat: number; lon: number }>(),
    ),
  );
  const others = Map.groupBy(
    found.flatMap(({ results }) => results),
    ({ match_key: key }) => key,
  );
  const isNear = ({ each, keys }: (typeof wanted)[number]) =>
    keys.some((key) => others.get(key)?.some((other) => distanceKm(each.entry, other) <= SAME_PRACTICE_KM));
  return new Set(wanted.filter(isNear).map(({ each }) => each));
}

/** A row of `directory_entry`, as the columns of INSERT_ENTRIES want it. */
export type NewRow = readonly (string | number | null)[];

/** The row of a finished entry. What was hidden stays so when its source describes it anew, or brings it back. */
export function newRowOf(
  { sourceId, entry }: FinishedEntry,
  isHidden: boolean,
): { readonly row: NewRow; readonly digest: string } {
  const id = entryIdOf(entry.source, sourceId);
  const text = JSON.stringify({ id, ...entry });
  const digest = digestOf(text);
  const flag = (value: boolean | undefined) => (value === undefined ? null : value ? 1 : 0);
  const row = [
    ...[id, sourceId, curveKeyOf(entry, id), entry.lat, entry.lon, entry.kind],
    ...[flag(entry.telehealth), flag(entry.acceptsNew), text, digest, matchKeyOf(entry)],
    isHidden ? 1 : 0,
  ];
  return { row, digest };
}

/** ?1 the rows, ?2 source, ?3 version; the guard's parameters follow. */
export const insertEntries = (guard: string) => `INSERT INTO directory_entry
  (public_id, source, source_id, place_key, lat, lon, kind, telehealth, accepts_new, entry, digest, match_key, hidden, born)
  SELECT value ->> 0, ?2, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
    value ->> 8, value ->> 9, value ->> 10, value ->> 11, ?3
  FROM json_each(?1) WHERE ${guard}`;

/** Cuts rows into JSON texts that fit a parameter each. */
export function jsonParameters(rows: readonly unknown[]): readonly string[] {
  const parameters: string[] = [];
  let texts: string[] = [];
  let chars = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (chars + text.length > PARAMETER_CHARS && texts.length > 0) {
      parameters.push(`[${texts.join(',')}]`);
      texts = [];
      chars = 0;
    }
    texts.push(text);
    chars += text.length + 1;
  }
  return texts.length === 0 ? parameters : [...parameters, `[${texts.join(',')}]`];
}
