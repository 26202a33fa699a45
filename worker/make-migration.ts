/**
 * Writes the next migration of each database whose schema has changed: `pnpm --filter @undertone/worker migration <name>`.
 * drizzle-kit knows no STRICT tables, so the word is added to what it wrote.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const migrations = join(import.meta.dirname, '..', 'migrations');
const name = process.argv[2] ?? 'change';

/** What drizzle-kit reads, and where it writes. */
const DATABASES = [
  { config: 'drizzle.config.ts', folder: migrations },
  { config: 'drizzle.directory.config.ts', folder: join(migrations, 'directory') },
];

for (const { config, folder } of DATABASES) {
  const args = ['generate', '--config', config, '--name', name];
  execFileSync('drizzle-kit', args, { cwd: import.meta.dirname, stdio: 'inherit' });
  for (const file of readdirSync(folder).filter((path) => path.endsWith('.sql'))) {
    const path = join(folder, file);
    const written = readFileSync(path, 'utf8');
    const strict = written.replaceAll(/^(CREATE TABLE [^;]*\n\));$/gm, '$1 STRICT;');
    if (strict !== written) writeFileSync(path, strict);
  }
}
