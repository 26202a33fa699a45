import type { CareEntryId, ReportReason } from '@undertone/contract/directory';
import type { ReportOutcome } from '@undertone/contract/directory-import';
import { err, ok, type Result } from '@undertone/base/result';
import type { RecordFirst } from './import/directory-imports.ts';
import { republishTileAt } from './publish.ts';

const MOST_REPORTS = 500;
const MOST_HIDDEN = 500;

interface CareReport {
  readonly entry: CareEntryId;
  readonly name: string;
  readonly source: string;
  readonly reason: ReportReason;
  readonly count: number;
  readonly day: string;
}

const LIST = `SELECT directory_report.public_id AS entry, entry ->> 'name' AS name, source, reason, count, day
  FROM directory_version JOIN directory_report JOIN directory_entry
    ON directory_entry.public_id = directory_report.public_id AND born <= version AND (died IS NULL OR died > version)
  WHERE state = 'live'
  ORDER BY count DESC, day DESC, directory_report.public_id LIMIT ${MOST_REPORTS}`;

interface HiddenEntry {
  readonly entry: CareEntryId;
  readonly name: string;
  readonly source: string;
  readonly isListed: boolean;
}

/** The newest row of each: SQLite takes bare columns from the row with the greatest `born`. */
const HIDDEN = `SELECT public_id AS entry, entry ->> 'name' AS name, source, MAX(born),
    born <= live AND (died IS NULL OR died > live) AS is_listed
  FROM directory_entry, (SELECT version AS live FROM directory_version WHERE state = 'live')
  WHERE hidden = 1 GROUP BY public_id
  ORDER BY name, public_id LIMIT ${MOST_HIDDEN}`;

export interface CareReports {
  /** Entries that people said are wrong, most often first; those that an import has taken away since are left out. */
  list(): Promise<readonly CareReport[]>;
  /** Entries that are hidden, by name, also those that their source lists no more. */
  hidden(): Promise<readonly HiddenEntry[]>;
  /** Hides an entry, in every version that has it, or shows it (again); its reports are done with. */
  resolve(
    entry: CareEntryId,
    outcome: ReportOutcome,
    recordFirst: RecordFirst,
  ): Promise<Result<void, 'not-found'>>;
}

export function createCareReports(database: D1Database): CareReports {
  return {
    list: async () => (await database.prepare(LIST).all<CareReport>()).results,

    async hidden() {
      const { results } = await database
        .prepare(HIDDEN)
        .all<Omit<HiddenEntry, 'isListed'> & { is_listed: number }>();
      return results.map(({ entry, name, source, is_listed: isListed }) => ({
        ...{ entry, name, source },
        isListed: isListed === 1,
      }));
    },

    async resolve(entry, outcome, recordFirst) {
      const found = await database
        .prepare('SELECT 1 FROM directory_entry WHERE public_id = ?1 LIMIT 1')
        .bind(entry)
        .first();
      if (found === null) return err('not-found');
      await recordFirst();
      const [changed] = await database.batch<{ place_key: number }>([
        database
          .prepare('UPDATE directory_entry SET hidden = ?2 WHERE public_id = ?1 RETURNING place_key')
          .bind(entry, outcome === 'hidden' ? 1 : 0),
        database.prepare('DELETE FROM directory_report WHERE public_id = ?1').bind(entry),
      ]);
      const places = new Set(changed!.results.map(({ place_key: place }) => place));
      for (const place of places) await republishTileAt(database, place);
      return places.size > 0 ? ok() : err('not-found');
    },
  };
}
