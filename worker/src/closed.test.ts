import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import * as closed from './closed.ts';
import * as open from './index.ts';

describe('the Worker that stands in while nothing may be written', () => {
  it('tells everybody to come again, as a problem that every device knows', async () => {
    const reply = closed.default.fetch();
    expect(reply.status).toBe(503);
    expect(reply.headers.get('retry-after')).toBe('600');
    expect(await reply.json()).toMatchObject({ code: 'unavailable', retryAfterMs: 600_000 });
  });

  it('leaves messages in their queues', async () => {
    const batch = createMessageBatch('undertone-notices', [
      { id: '1', timestamp: new Date(0), attempts: 1, body: { id: 'a' } },
    ]);
    const context = createExecutionContext();
    closed.default.queue(batch);
    expect(await getQueueResult(batch, context)).toMatchObject({
      ackAll: false,
      retryBatch: { retry: true },
    });
  });

  it('can take the place of the Worker: it exports every class of which there are objects', () => {
    expect(Object.keys(closed).sort()).toEqual(Object.keys(open).sort());
  });
});
