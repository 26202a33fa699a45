import type { AccountId } from '../db/account-id.ts';
import type { Environment } from '../environment.ts';
import type { Room } from './room.ts';

/** The Durable Object of an account, wherever it lives. */
export function createRoomOf(namespace: Environment['SYNC_ROOM']): (account: AccountId) => Room {
  return (account) => {
    const stub = () => namespace.get(namespace.idFromName(account));
    return {
      poke: async (cursor, exceptSocket) => stub().poke(cursor, exceptSocket),
      closeSessions: async (which) => stub().closeSessions(which),
      join: async (request, sessionId) => {
        const headers = new Headers(request.headers);
        headers.delete('cookie');
        headers.delete('authorization');
        headers.set('x-session-id', sessionId);
        return stub().fetch(new Request(request.url, { headers }));
      },
    };
  };
}
