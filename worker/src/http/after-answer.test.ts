import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { bytesText, createWorkerClient, ORIGIN, signUp } from '../testing/worker-client.ts';

it('writes a wrong sign-in at a known address down when the answer is out, not while it is made', async () => {
  const client = await createWorkerClient();
  const { email } = await signUp(client);
  const begun: string[] = [];
  const { audit, networks } = client.dependencies;
  const app = createApp({
    ...client.dependencies,
    audit: {
      ...audit,
      record: async ({ action }) => void begun.push(action),
    },
    networks: { ...networks, refused: async () => void begun.push('network') },
  });
  const context = createExecutionContext();
  const response = await app.fetch(
    new Request(`${ORIGIN}/api/v1/session`, {
      method: 'POST',
      headers: { origin: ORIGIN, 'content-type': 'application/json' },
      body: JSON.stringify({ email, authSecret: bytesText(32, 9) }),
    }),
    env,
    context,
  );
  expect(response.status).toBe(401);
  expect(begun).toEqual([]);
  await waitOnExecutionContext(context);
  expect(begun.toSorted()).toEqual(['network', 'session.refused']);
});
