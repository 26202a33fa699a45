import type { CareEntry } from '@undertone/contract/directory';
import { conditionsOf, type Filters } from './filters.ts';
import { SEEN } from './versions.ts';

/**
 * Of those that match, so many of the newest are ranked: a word that half of the directory has must not cost a look at
 * all of it. Rows of versions before are kept for a while and match, too; where they leave too few, more is looked at.
 */
const RANKED = [2000, 20_000];

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
  const filters = conditionsOf(query, 5);
  // An import that is under way writes its rows behind all that are seen.
  const search = database.prepare(
    `SELECT listed.entry FROM (
       SELECT rowid, bm25(directory_words, ${WEIGHTS}) AS score FROM directory_words
       WHERE directory_words MATCH ?2 AND rowid < coalesce(
         (SELECT id FROM directory_entry WHERE born > ?1 ORDER BY born, id LIMIT 1), ${Number.MAX_SAFE_INTEGER})
       ORDER BY rowid DESC LIMIT ?4
     ) AS found CROSS JOIN directory_entry AS listed ON listed.id = found.rowid
     WHERE ${SEEN}${filters.sql}
     ORDER BY found.score, listed.public_id LIMIT ?3`,
  );
  let rows: readonly { readonly entry: string }[] = [];
  for (const ranked of RANKED) {
    ({ results: rows } = await search
      .bind(version, match, query.limit, ranked, ...filters.values)
      .all<{ entry: string }>());
    if (rows.length >= query.limit) break;
  }
  return rows.map(({ entry }) => JSON.parse(entry) as CareEntry);
}
