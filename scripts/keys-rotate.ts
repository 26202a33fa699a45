import { resolve } from 'node:path';
import { keyChangeStatement, parseKeyChange } from './keys-rotate-statement.ts';
import { runTool } from './process.ts';
import { ROOT } from './root.ts';

/**
 * Retires a signing key of the deployment: `npm run keys:rotate -- audit|token|tombstone [--remote]`, and
 * `-- token --forget` where its private part is in other hands. See docs/runbooks/key-rotation.md.
 *
 * Locally in DATA_DIR (as `npm start` uses it); with `--remote` in the deployment, with the credentials of a deploy.
 */
const change = parseKeyChange(process.argv.slice(2));
if (change === null) {
  console.error('Say which: npm run keys:rotate -- audit|token|tombstone [--remote], or token --forget');
  process.exit(1);
}
const dataDir = resolve(ROOT, process.env['DATA_DIR'] || '.data');
const where = change.isRemote ? ['--remote'] : ['--local', '--persist-to', dataDir];
const { exitCode, output } = await runTool(
  'wrangler',
  ['d1', 'execute', 'DB', ...where, '--json', '--command', keyChangeStatement(change, Date.now())],
  { home: 'worker', env: { CI: 'true', WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true' } },
);
if (exitCode !== 0) {
  console.error(output);
  process.exit(1);
}
const ids = [...output.matchAll(/"id": "([\w-]{43})"/g)].map(([, id]) => id);
if (ids.length === 0) console.log(`There was no ${change.purpose} key in use; the next signature makes one.`);
for (const id of ids) console.log(`${change.isForgotten ? 'Forgotten' : 'Retired'}: ${id}`);
