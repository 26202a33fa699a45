import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/** A file of `$UNDERTONE_DATA` (by default the folder `shared/data` beside the checkout); `null`, and said so, without it. */
export function dataFile(path: string): string | null {
  const file = join(process.env['UNDERTONE_DATA'] ?? join(ROOT, '../shared/data'), path);
  if (existsSync(file)) return file;
  console.error(`Skipped: there is no ${path} in $UNDERTONE_DATA.`);
  return null;
}
