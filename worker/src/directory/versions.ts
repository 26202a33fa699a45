/** What everybody sees. */
export interface LiveVersion {
  readonly version: number;
  /** Grows when something of the version changes, as an entry that is hidden. */
  readonly revision: number;
  readonly madeAt: number;
}

/** `null`: there is no directory yet. */
export function liveVersionOf(database: D1Database): Promise<LiveVersion | null> {
  return database
    .prepare(
      `SELECT version, revision, made_at AS madeAt FROM directory_version WHERE state = 'live' ORDER BY version DESC LIMIT 1`,
    )
    .first<LiveVersion>();
}

/**
 * Rows of `directory_entry AS listed` that are seen in the version bound as `?1`: see [Note: Versions of the directory].
 * The plus keeps SQLite from the index of `born`: nearly every row is born by now.
 */
export const SEEN = '+listed.born <= ?1 AND (listed.died IS NULL OR listed.died > ?1) AND listed.hidden = 0';

/** One name for all that a version shows: no other version, in no other database, has it. */
export function nameOf({ version, revision, madeAt }: LiveVersion): string {
  return `${version}-${revision}-${madeAt.toString(36)}`;
}
