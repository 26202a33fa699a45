import type { CareEntry } from '@undertone/contract/directory';
import { conditionsOf, type Filters } from './filters.ts';
import { SEEN } from './versions.ts';

/** Ranked are the first so many that match: a word that half of the directory has must not cost a look at all of it. */
const MOST_RANKED = 2000;

/** A name counts for most, a place for least. */
const WEIGHTS = '10, 4, 2';

/**
 * Any text as an FTS5 query: its words as quoted strings, so that none of them is an operator; all must occur, the last
 * one as a beginning. `null` when it has no words.
 */
export function matchOf(text: string): string | null {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu);
  return words === null ? null : `${words.map((word) => `"${word}"`).join(' ')}*`;
}

/** The best first. @param version one that is live. */
export async function searchEntries(
  database: D1Database,
  version: number,
  query: Filters & { readonly q: string; readonly limit: number },
): Promise<readonly CareEntry[]> {
  const match = matchOf(query.q);
  if (match === null) return [];
  const filters = conditionsOf(query, 4);
  const { results } = await database
    .prepare(
      `SELECT listed.entry FROM (
         SELECT rowid, bm25(directory_words, ${WEIGHTS}) AS score FROM directory_words
         WHERE directory_words MATCH ?2 LIMIT ${MOST_RANKED}
       ) AS found CROSS JOIN directory_entry AS listed ON listed.id = found.rowid
       WHERE ${SEEN}${filters.sql}
       ORDER BY found.score, listed.public_id LIMIT ?3`,
    )
    .bind(version, match, query.limit, ...filters.values)
    .all<{ entry: string }>();
  return results.map(({ entry }) => JSON.parse(entry) as CareEntry);
}
