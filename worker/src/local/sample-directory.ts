import { systemClock, systemRandom } from '@undertone/base/clock';
import type { NewImport } from '@undertone/contract/directory-import';
import { importFile } from '../directory/import/import-file.ts';
import type { Environment } from '../environment.ts';

/** Said on the screen wherever an entry of it is. */
const SAMPLE: Omit<NewImport, 'fileBytes'> = {
  format: 'csv',
  source: { id: 'sample', name: 'Sample directory (made up)', licence: 'CC0 1.0', isSample: true },
  addOnly: false,
};

/** A page of another site cannot send this type without asking first, and is not answered. */
const CSV_TYPE = 'text/csv';

/**
 * A directory to look at on a fresh start, through the very import that an admin's file takes. `GET` says whether one
 * is wanted, `POST` with the CSV begins it: only where nothing was ever imported, so that one who put it away is rid
 * of it.
 */
export async function answerSampleDirectory(
  request: Request,
  environment: Pick<Environment, 'DIRECTORY' | 'ATTACHMENTS' | 'JOBS'>,
): Promise<Response> {
  const isWanted = await isUntouched(environment.DIRECTORY);
  if (request.method === 'GET') return Response.json({ isWanted });
  if (request.method !== 'POST') return new Response(null, { status: 405 });
  if (request.headers.get('content-type') !== CSV_TYPE) return new Response(null, { status: 415 });
  if (!isWanted) return new Response(null, { status: 409 });
  const file = new Uint8Array(await request.arrayBuffer());
  await importFile(environment, SAMPLE, file, { random: systemRandom, now: systemClock.now() });
  return new Response(null, { status: 202 });
}

async function isUntouched(database: D1Database): Promise<boolean> {
  const row = await database
    .prepare('SELECT 1 FROM directory_import UNION ALL SELECT 1 FROM directory_version LIMIT 1')
    .first();
  return row === null;
}
