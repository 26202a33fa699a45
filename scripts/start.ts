import { resolve } from 'node:path';
import { buildWeb } from './build.ts';
import { startProduct } from './product.ts';
import { ROOT } from './root.ts';
import { provideSampleDirectory } from './provide-sample-directory.ts';

const DEFAULT_PORT = 8787;

function parsePort(text: string | undefined): number {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  console.error(`PORT must be a whole number from 1 to 65535, not ${JSON.stringify(text)}.`);
  process.exit(1);
}

const startedAt = performance.now();
const port = parsePort(process.env['PORT']);
const host = process.env['HOST'] || '127.0.0.1';
const dataDir = resolve(ROOT, process.env['DATA_DIR'] || '.data');

try {
  await buildWeb();
  const product = await startProduct({ host, port, dataDir, onLog: (line) => console.error(line) });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `\nUndertone is ready after ${seconds} s:  ${product.url}\nMail that it would send, with the codes to sign up:  ${product.url}/dev/outbox\nYour data is in ${dataDir}. Stop with Ctrl-C.\n`,
  );
  // Behind the screen: what fails here is a directory that stays empty.
  provideSampleDirectory(product.url, dataDir).catch((error: unknown) => console.error(String(error)));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void product.stop());
  await product.ended;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
