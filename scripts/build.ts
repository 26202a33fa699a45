import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allowsDirectPacks, directAddresses, readPackManifest } from '../web/build/pack-manifest.ts';
import { renderHeadersFile } from '../worker/src/http/security-headers.ts';
import { runTool } from './process.ts';
import { ROOT } from './root.ts';

/** Beside the build, not in it: everything in web/dist is served. */
const STAMP = join(ROOT, '.tsbuild', 'web-build-stamp');
const BUILT = join(ROOT, 'web', 'dist', 'index.html');
const INPUTS = [
  'web/**/*.{ts,tsx,css,html,svg,png,json,webmanifest}',
  'packages/*/src/**/*.ts',
  'models/*/*',
  'models/packs.json',
  'worker/src/http/security-headers.ts',
  'pnpm-lock.yaml',
];

function inputsHash(): string {
  const hash = createHash('sha256');
  const skip = (path: string) => path.includes('node_modules') || path.startsWith(join('web', 'dist'));
  const paths = globSync(INPUTS, { cwd: ROOT, exclude: (path) => skip(path) }).filter((path) => !skip(path));
  for (const path of paths.sort()) {
    if (/\.test\.tsx?$/.test(path) || !statSync(join(ROOT, path)).isFile()) continue;
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(ROOT, path)));
  }
  if (allowsDirectPacks(process.env)) hash.update('\0direct packs');
  return hash.digest('hex');
}

/** Addresses outside our origin that the app may ask for: none, unless the operator allows direct downloads. */
async function otherAddresses(): Promise<readonly string[]> {
  if (!allowsDirectPacks(process.env)) return [];
  return directAddresses(await readPackManifest(join(ROOT, 'models', 'packs.json')));
}

/** Builds web/dist unless it is already made of exactly these inputs. */
export async function buildWeb(): Promise<void> {
  const stamp = inputsHash();
  if (existsSync(BUILT) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  console.error('Building the app …');
  const { exitCode, output } = await runTool('vite', ['build', 'web', '--logLevel', 'warn'], {
    home: 'web',
    // A test runner's own value would make this a development build, without its service worker.
    env: { NODE_ENV: 'production' },
  });
  if (exitCode !== 0) throw new Error(`The app did not build:\n${output}`);
  writeFileSync(join(ROOT, 'web', 'dist', '_headers'), renderHeadersFile(await otherAddresses()));
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, stamp);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWeb();
