import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { freePort } from './free-port.ts';
import { startProduct } from './product.ts';
import { ROOT } from './root.ts';

const TOKEN = 'a-token-of-the-bridge';

interface Received {
  readonly key: string | undefined;
  readonly authorization: string | undefined;
  readonly mail: { readonly to: string; readonly text: string };
}

const folder = mkdtempSync(join(tmpdir(), 'undertone-mail-'));
const received: Received[] = [];
/** A provider that is out of order at first. */
const answers = [503, 200];
const provider = createServer((request, reply) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (part: string) => (body += part));
  request.on('end', () => {
    const key = request.headers['idempotency-key'];
    received.push({
      key: typeof key === 'string' ? key : undefined,
      authorization: request.headers.authorization,
      mail: JSON.parse(body) as Received['mail'],
    });
    reply.writeHead(answers.shift() ?? 200).end();
  });
});

afterAll(() => {
  provider.close();
  rmSync(folder, { recursive: true, force: true });
});

it('brings a code through the real queue to a provider that fails first, under one key', async () => {
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  // Assets must exist to be served; these requests need none.
  mkdirSync(join(ROOT, 'web', 'dist'), { recursive: true });
  const { port } = provider.address() as AddressInfo;
  const settings = {
    MAIL_FROM: 'undertone@example.org',
    MAIL_PROVIDER: 'bridge',
    MAIL_TOKEN: TOKEN,
    MAIL_URL: `http://127.0.0.1:${port}/mail`,
  };
  writeFileSync(
    join(folder, 'secrets.env'),
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  const log: string[] = [];
  const product = await startProduct({
    ...{ host: '127.0.0.1', port: await freePort(), dataDir: folder, outbox: false, logLevel: 'log' },
    onLog: (line) => log.push(line),
  });
  try {
    const reply = await fetch(`${product.url}/api/v1/account/email-code`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ana@example.org', locale: 'en' }),
    });
    expect(reply.status).toBe(204);
    // Again after five seconds; after a minute where something else got in between.
    await expect.poll(() => received.length, { timeout: 120_000, interval: 200 }).toBe(2);
    const [first, second] = received as [Received, Received];
    expect(second).toEqual(first);
    expect(first.key).toMatch(/^[\da-f-]{36}$/);
    expect(first.authorization).toBe(`Bearer ${TOKEN}`);
    expect(first.mail.to).toBe('ana@example.org');
    expect(first.mail.text).toMatch(/\b\d{6}\b/);
    const said = log.join('\n');
    expect(said).toContain('"code":"http-503"');
    expect(said).not.toMatch(/ana@example|Enter this code/);
  } finally {
    await product.stop();
  }
  // A product of its own is set up and started: half a minute, and minutes on a slow machine.
}, 400_000);
