import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  allowsDirectPacks,
  directAddresses,
  readPackManifest,
  testPackManifest,
} from '../web/build/pack-manifest.ts';
import { renderHeadersFile } from '../worker/src/http/security-headers.ts';
import { runTool } from './process.ts';
import { ROOT } from './root.ts';
import { renderSecurityTxt } from './security-txt.ts';

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

/** Apart from the build: it differs by deployment and by day, and no other file depends on it. */
function writeSecurityTxt(): void {
  const path = join(ROOT, 'web', 'dist', '.well-known', 'security.txt');
  const text = renderSecurityTxt(process.env['SECURITY_CONTACT'], new Date());
  if (text === null) return rmSync(path, { force: true });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Builds web/dist unless it is already made of exactly these inputs. Rejects where pins of a test are given. */
export async function buildWeb(): Promise<void> {
  if (testPackManifest(process.env) !== null)
    throw new Error(
      'UNDERTONE_PACK_MANIFEST is set: the app is built with the pins of models/packs.json only',
    );
  const stamp = inputsHash();
  if (existsSync(BUILT) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp)
    return writeSecurityTxt();
  console.error('Building the app …');
  await bundle(join(ROOT, 'web', 'dist'), {});
  writeFileSync(join(ROOT, 'web', 'dist', '_headers'), renderHeadersFile(await otherAddresses()));
  writeSecurityTxt();
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, stamp);
}

/** Builds the app beside its own build, into an empty folder, with the packs of another manifest. For tests. */
export async function buildWebWithPacks(outDir: string, packManifest: string): Promise<void> {
  await bundle(outDir, { UNDERTONE_PACK_MANIFEST: packManifest });
  writeFileSync(join(outDir, '_headers'), renderHeadersFile([]));
}

async function bundle(outDir: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { exitCode, output } = await runTool(
    'vite',
    ['build', 'web', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'],
    // A test runner's own value would make this a development build, without its service worker.
    { home: 'web', env: { ...env, NODE_ENV: 'production' } },
  );
  if (exitCode !== 0) throw new Error(`The app did not build:\n${output}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWeb();
