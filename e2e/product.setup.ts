import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildWeb } from '../scripts/build.ts';
import { provideChromium } from '../scripts/chromium.ts';
import { startProduct } from '../scripts/product.ts';
import { freePort } from '../scripts/free-port.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `null`: no browser here, every journey is skipped. */
    readonly chromium: string | null;
    /** Origin of the product that all journeys share, `http://localhost:<port>`. */
    readonly productUrl: string;
    /** Its DATA_DIR: the databases lie below it as SQLite files. */
    readonly dataDir: string;
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
  const log: string[] = [];
  const product = await startProduct({
    host: '127.0.0.1',
    port: await freePort(),
    dataDir,
    onLog: (line) => log.push(line),
    logLevel: 'log',
  });
  project.provide('productUrl', product.url);
  project.provide('dataDir', dataDir);
  return async () => {
    if (process.env['E2E_LOG']) console.error(log.join('\n'));
    await product.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
