import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildWeb } from '../scripts/build.ts';
import { provideChromium } from '../scripts/chromium.ts';
import { startProduct } from '../scripts/product.ts';
import { freePort } from '../scripts/free-port.ts';
import { provideSampleDirectory } from '../scripts/provide-sample-directory.ts';
import type { SharedProduct } from './product.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `null`: no browser here, every journey is skipped. */
    readonly chromium: string | null;
    /** In the order of the workers. */
    readonly products: readonly SharedProduct[];
  }
}

interface StartedProduct extends SharedProduct {
  stop(): Promise<void>;
}

/** Builds the app once, and serves the whole product to each worker. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chromium = provideChromium();
  project.provide('chromium', chromium);
  if (chromium === null) {
    console.error('Skipped: the browser journeys. No Chromium or Chrome was found; name one in CHROMIUM.');
    return () => Promise.resolve();
  }
  process.env['SECURITY_CONTACT'] ??= 'mailto:security@undertone.example';
  await buildWeb();
  const products: StartedProduct[] = [];
  for (let worker = 0; worker < project.config.maxWorkers; worker += 1) products.push(await startOne());
  for (const { url } of products) await sampleIsThere(url);
  project.provide(
    'products',
    products.map(({ url, dataDir, logPath }) => ({ url, dataDir, logPath })),
  );
  return async () => {
    for (const product of products) await product.stop();
  };
}

const SAMPLE_WITHIN_MS = 240_000;

/** Its import goes on behind the start, slower beside the journeys, and some of them look for care at once. */
async function sampleIsThere(url: string): Promise<void> {
  const giveUpAt = performance.now() + SAMPLE_WITHIN_MS;
  while (performance.now() < giveUpAt) {
    const reply = await fetch(`${url}/api/v1/doctors/tiles`);
    const { entries } = (await reply.json()) as { readonly entries: number };
    if (entries > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  // The journeys that need it will say so themselves.
  console.error(`The sample directory has not come to ${url}.`);
}

async function startOne(): Promise<StartedProduct> {
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
  return {
    url: product.url,
    dataDir,
    logPath,
    async stop() {
      if (process.env['E2E_LOG']) console.error(readFileSync(logPath, 'utf8'));
      await product.stop();
      rmSync(dataDir, { recursive: true, force: true });
      rmSync(logPath, { force: true });
    },
  };
}
