import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeBenchTables } from './bench-table.ts';
import { ROOT } from './root.ts';

/** Runs every benchmark (a file of bench/ that reports), or those named: `npm run bench -- api sync`. */

const wanted = process.argv.slice(2);
const benchmarks = globSync('bench/*.ts', { cwd: ROOT })
  .filter((path) => /\breport\(\s*'/.test(readFileSync(join(ROOT, path), 'utf8')))
  .map((path) => basename(path, '.ts'))
  .sort();

const unknown = wanted.filter((name) => !benchmarks.includes(name));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${benchmarks.join(', ')}.`);
  process.exit(1);
}

let failed = 0;
for (const name of wanted.length > 0 ? wanted : benchmarks) {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'bench', `${name}.ts`)], {
    stdio: 'inherit',
    cwd: ROOT,
  });
  if (status !== 0) {
    failed += 1;
    console.error(`${name} failed.`);
  }
}
writeBenchTables();
process.exit(failed === 0 ? 0 : 1);
