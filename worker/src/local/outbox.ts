import { ok } from '@undertone/base/result';
import type { Transports } from '../notices/transport.ts';

const KEPT_S = 24 * 3600;
const MOST_SHOWN = 50;

/** A message that a real deployment would have sent. */
export interface OutboxMessage {
  readonly id: string;
  /** ISO-8601 in UTC. */
  readonly at: string;
  readonly channel: 'email' | 'phone';
  readonly to: string;
  /** `''` on a phone. */
  readonly subject: string;
  readonly text: string;
}

type Place = Pick<OutboxMessage, 'at' | 'to'>;

/** Puts every message aside instead of sending it, once for each id as a good provider would. */
export function outboxTransports(outbox: KVNamespace): Transports {
  const put = async (message: OutboxMessage) => {
    const { id, at, to } = message;
    await outbox.put(id, JSON.stringify(message), {
      expirationTtl: KEPT_S,
      metadata: { at, to } satisfies Place,
    });
    return ok();
  };
  const at = () => new Date().toISOString();
  return {
    email: ({ id, to, subject, text }) => put({ id, at: at(), channel: 'email', to, subject, text }),
    phone: ({ id, to, text }) => put({ id, at: at(), channel: 'phone', to, subject: '', text }),
  };
}

/** The newest first; with `to`, only what went there. */
export async function readOutbox(outbox: KVNamespace, to: string | null): Promise<readonly OutboxMessage[]> {
  const places: { name: string; at: string }[] = [];
  let cursor: string | undefined;
  do {
    const page = await outbox.list<Place>(cursor === undefined ? {} : { cursor });
    for (const { name, metadata } of page.keys)
      if (metadata !== undefined && (to === null || metadata.to === to))
        places.push({ name, at: metadata.at });
    cursor = page.list_complete ? undefined : page.cursor;
  } while (cursor !== undefined);
  const newest = places.sort((a, b) => b.at.localeCompare(a.at)).slice(0, MOST_SHOWN);
  const messages = await Promise.all(newest.map(({ name }) => outbox.get<OutboxMessage>(name, 'json')));
  return messages.filter((message) => message !== null);
}
