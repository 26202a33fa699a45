/**
 * The door to every npm script: runs on any Node ≥ 20, installs what is missing, then hands over to the
 * pinned Node 24 of the devDependency `node`, because wrangler needs it and because it runs TypeScript as is.
 *
 *   node scripts/boot.mjs start.ts [arguments]
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@10.34.9';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const stampPath = join(modules, '.undertone-install');
const pinnedNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Undertone needs Node 20 or newer; this is ${process.version}.`);
  process.exit(1);
}

function workspaceManifests() {
  const folders = ['.', 'worker', 'web', 'e2e', 'bench', 'simulation'];
  for (const name of readdirSync(join(root, 'packages'))) folders.push(join('packages', name));
  return folders.map((folder) => join(root, folder, 'package.json')).filter((path) => existsSync(path));
}

/** Changes whenever an install could change what is in node_modules. */
function installStamp() {
  const hash = createHash('sha256').update(PNPM);
  for (const path of [
    join(root, 'pnpm-lock.yaml'),
    join(root, 'pnpm-workspace.yaml'),
    ...workspaceManifests(),
  ]) {
    hash.update(readFileSync(path));
  }
  return hash.digest('hex');
}

function installIfNeeded() {
  const stamp = installStamp();
  const installed =
    existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp && existsSync(pinnedNode);
  if (installed) return;
  console.error('Installing what is pinned in pnpm-lock.yaml …');
  const install = spawnSync(
    'npx',
    ['-y', PNPM, 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'],
    {
      cwd: root,
      // The scripts' own output is on stdout (evaluate prints JSON there); an install must not mix into it.
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
      env: { ...process.env, npm_config_prefer_offline: 'true', CI: 'true' },
    },
  );
  if (install.status !== 0) {
    console.error('The install failed; what it said is above. Nothing else was changed.');
    process.exit(install.status ?? 1);
  }
  writeFileSync(stampPath, stamp);
}

installIfNeeded();

const [script, ...passed] = process.argv.slice(2);
const run = spawnSync(pinnedNode, [join(root, 'scripts', script), ...passed], {
  // Files named on the command line are relative to where the person stands.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: `${dirname(pinnedNode)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
    WRANGLER_SEND_METRICS: 'false',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    BETTER_AUTH_TELEMETRY: '0',
    NODE_NO_WARNINGS: '1',
  },
});
process.exit(run.status ?? (run.signal ? 130 : 1));
