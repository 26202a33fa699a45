import { SEEN } from './versions.ts';

/** Rows a query: what comes back with one is some hundreds of kilobytes. */
const KEYS_PER_QUERY = 50_000;

/** The keys of all entries of a version in ascending order: 8 bytes for each. */
export async function keysOf(database: D1Database, version: number): Promise<Float64Array> {
  const pages: Float64Array[] = [];
  let [afterKey, afterId] = [-1, 0];
  for (;;) {
    const rows = await database
      .prepare(
        `SELECT place_key, id FROM directory_entry AS listed INDEXED BY directory_entry_by_place
         WHERE (place_key, id) > (?2, ?3) AND ${SEEN} ORDER BY place_key, id LIMIT ?4`,
      )
      .bind(version, afterKey, afterId, KEYS_PER_QUERY)
      .raw<[number, number]>();
    pages.push(Float64Array.from(rows, ([key]) => key));
    const last = rows.at(-1);
    if (last === undefined || rows.length < KEYS_PER_QUERY) return joined(pages);
    [afterKey, afterId] = last;
  }
}

/** The keys of all entries that a version brought or took away, in ascending order. */
export async function changedKeysOf(database: D1Database, version: number): Promise<Float64Array> {
  const changes = [];
  for (const column of ['born', 'died']) {
    let after = 0;
    for (;;) {
      const rows = await database
        .prepare(
          `SELECT place_key, id FROM directory_entry WHERE ${column} = ?1 AND id > ?2 ORDER BY id LIMIT ?3`,
        )
        .bind(version, after, KEYS_PER_QUERY)
        .raw<[number, number]>();
      changes.push(Float64Array.from(rows, ([key]) => key));
      const last = rows.at(-1);
      if (last === undefined || rows.length < KEYS_PER_QUERY) break;
      after = last[1];
    }
  }
  return joined(changes).sort();
}

function joined(pages: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(pages.reduce((count, page) => count + page.length, 0));
  let at = 0;
  for (const page of pages) {
    all.set(page, at);
    at += page.length;
  }
  return all;
}
