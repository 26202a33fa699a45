import type { ReportReason } from '@undertone/contract/directory';
import { SEEN } from './versions.ts';

/** Counts one more of a reason; nothing is kept of who said so. `false`: no such entry. */
export async function countReport(
  database: D1Database,
  version: number,
  publicId: string,
  reason: ReportReason,
  day: string,
): Promise<boolean> {
  const { meta } = await database
    .prepare(
      `INSERT INTO directory_report (public_id, reason, count, day)
       SELECT public_id, ?3, 1, ?4 FROM directory_entry AS listed
       WHERE public_id = ?2 AND ${SEEN} LIMIT 1
       ON CONFLICT (public_id, reason) DO UPDATE SET count = count + 1, day = excluded.day`,
    )
    .bind(version, publicId, reason, day)
    .run();
  return meta.changes > 0;
}
