import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import worker from './index.ts';
import { outboxTransports, type OutboxMessage } from './outbox.ts';

const MAIL = { subject: 'Your code', text: 'Enter this code:\n\n012345\n', html: '<p>012345</p>' };

let values: Map<string, { value: string; metadata: unknown }>;
let OUTBOX: KVNamespace;

beforeEach(() => {
  values = new Map();
  OUTBOX = {
    put: async (key: string, value: string, { metadata }: { metadata: unknown }) =>
      void values.set(key, { value, metadata }),
    get: async (key: string) => JSON.parse(values.get(key)!.value),
    list: async () => ({
      keys: [...values].map(([name, { metadata }]) => ({ name, metadata })),
      list_complete: true,
    }),
  } as unknown as KVNamespace;
});

const ask = (url: string) =>
  worker.fetch(new Request(url) as never, { ...env, OUTBOX }, createExecutionContext());

async function messages(url: string): Promise<readonly OutboxMessage[]> {
  const { messages: found } = await (await ask(url)).json<{ messages: OutboxMessage[] }>();
  return found;
}

it('keeps each message once, and shows it to whoever sits at this machine', async () => {
  const { email, phone } = outboxTransports(OUTBOX);
  await email!({ id: '1', to: 'ana@example.org', ...MAIL });
  await email!({ id: '1', to: 'ana@example.org', ...MAIL });
  await phone!({ id: '2', to: '+491701234567', text: '543210 is your code' });
  expect(await messages('http://localhost:8787/dev/outbox?format=json')).toHaveLength(2);
  expect(await messages('http://127.0.0.1/dev/outbox?format=json&to=%2B491701234567')).toMatchObject([
    { channel: 'phone', text: '543210 is your code' },
  ]);
  const page = await (await ask('http://localhost:8787/dev/outbox')).text();
  expect(page).toContain('<p class="code">012345</p>');
});

it('shows nothing under a name that is not this machine’s', async () => {
  expect((await ask('http://rebound.example/dev/outbox')).status).toBe(404);
});

it('lets nothing that was sent become a part of the page', async () => {
  const { email } = outboxTransports(OUTBOX);
  await email!({
    id: '1',
    to: '"<b>"@example.org',
    subject: '<script>x</script>',
    text: '<img src=x>',
    html: '',
  });
  const page = await (await ask('http://localhost/dev/outbox')).text();
  expect(page).not.toMatch(/<script>|<img|<b>/);
});
