import { resolve } from 'node:path';
import { grantStatement, parseGrant } from './admin-grant-statement.ts';
import { runTool } from './process.ts';
import { ROOT } from './root.ts';

/**
 * Makes an account a super admin, or no longer: `npm run admin:grant -- EMAIL [--revoke] [--remote]`.
 *
 * Locally in DATA_DIR (as `npm start` uses it); with `--remote` in the deployment, with the credentials of a deploy. The
 * account must exist. Until it has a second factor it can do nothing but set one up.
 */
const grant = parseGrant(process.argv.slice(2));
if (grant === null) {
  console.error('Say whom: npm run admin:grant -- EMAIL [--revoke] [--remote]');
  process.exit(1);
}
const dataDir = resolve(ROOT, process.env['DATA_DIR'] || '.data');
const where = grant.isRemote ? ['--remote'] : ['--local', '--persist-to', dataDir];
const { exitCode, output } = await runTool(
  'wrangler',
  ['d1', 'execute', 'DB', ...where, '--json', '--command', grantStatement(grant)],
  { home: 'worker', env: { CI: 'true', WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true' } },
);
if (exitCode !== 0) {
  console.error(output);
  process.exit(1);
}
if (!output.includes(`"${grant.email}"`)) {
  console.error(`There is no account with the address ${grant.email}. Sign up with it first.`);
  process.exit(1);
}
console.log(
  grant.isRevoked
    ? `${grant.email} is a super admin no longer.`
    : `${grant.email} is a super admin. At the next request a second factor is asked for.`,
);
