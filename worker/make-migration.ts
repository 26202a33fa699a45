/**
 * Writes the next migration from src/db/schema/: `pnpm --filter @undertone/worker migration <name>`.
 * drizzle-kit knows no STRICT tables, so the word is added to what it wrote.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const migrations = join(import.meta.dirname, '..', 'migrations');
const name = process.argv[2] ?? 'change';
execFileSync('drizzle-kit', ['generate', '--name', name], { cwd: import.meta.dirname, stdio: 'inherit' });
for (const file of readdirSync(migrations).filter((path) => path.endsWith('.sql'))) {
  const path = join(migrations, file);
  const written = readFileSync(path, 'utf8');
  const strict = written.replaceAll(/^(CREATE TABLE [^;]*\n\));$/gm, '$1 STRICT;');
  if (strict !== written) writeFileSync(path, strict);
}
