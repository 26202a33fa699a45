import { err, ok } from '@undertone/base/result';
import type { Dependencies } from '../dependencies.ts';
import type { Handlers } from '../http/mount-routes.ts';
import { exchange } from '../sync/exchange.ts';

/** Names the sender's own socket, so that it is not poked about what it just sent. */
const SOCKET_HEADER = 'x-undertone-socket';
const RETRY_WHEN_BUSY_MS = 1000;

export function syncHandlers({ storeOf, roomOf }: Dependencies): Pick<Handlers, 'sync'> {
  return {
    sync: async ({ body, headers, session, now, defer }) => {
      const { accountId } = session;
      const exchanged = await exchange(storeOf(accountId), accountId, body, now);
      if (!exchanged.ok) return err({ code: 'unavailable', retryAfterMs: RETRY_WHEN_BUSY_MS });
      const { reply, grew } = exchanged.value;
      const head = reply.acked.reduce((highest, { seq }) => (seq > highest ? seq : highest), reply.cursor);
      if (grew) defer(roomOf(accountId).poke(head, headers.get(SOCKET_HEADER)));
      return ok({ body: reply });
    },
  };
}
