import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildWeb } from '../scripts/build.ts';
import { provideChromium } from '../scripts/chromium.ts';
import { startProduct } from '../scripts/product.ts';
import { freePort } from '../scripts/free-port.ts';
import { provideSampleDirectory } from '../scripts/provide-sample-directory.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `null`: no browser here, every journey is skipped. */
    readonly chromium: string | null;
    /** Origin of the product that all journeys share, `http://localhost:<port>`. */
    readonly productUrl: string;
    /** Its DATA_DIR: the databases lie below it as SQLite files. */
    readonly dataDir: string;
    /** Everything that the product has said so far. */
    readonly logPath: string;
  }
}

/** Builds the app and serves the whole product once for all journeys. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chromium = provideChromium();
  project.provide('chromium', chromium);
  if (chromium === null) {
    console.error('Skipped: the browser journeys. No Chromium or Chrome was found; name one in CHROMIUM.');
    return () => Promise.resolve();
  }
  process.env['SECURITY_CONTACT'] ??= 'mailto:security@undertone.example';
  await buildWeb();
  const dataDir = mkdtempSync(join(tmpdir(), 'undertone-e2e-'));
  const logPath = `${dataDir}.log`;
  writeFileSync(logPath, '');
  const product = await startProduct({
    host: '127.0.0.1',
    port: await freePort(),
    dataDir,
    onLog: (line) => appendFileSync(logPath, `${line}\n`),
    logLevel: 'log',
  });
  await provideSampleDirectory(product.url, dataDir);
  project.provide('productUrl', product.url);
  project.provide('dataDir', dataDir);
  project.provide('logPath', logPath);
  return async () => {
    if (process.env['E2E_LOG']) console.error(readFileSync(logPath, 'utf8'));
    await product.stop();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(logPath, { force: true });
  };
}
