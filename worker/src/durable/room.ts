import type { Sequence } from '@undertone/contract/primitives';

/** Where the open sockets of one account meet. */
export interface Room {
  /** Tells every socket but `exceptSocket` how far the log has come. */
  poke(cursor: Sequence, exceptSocket: string | null): Promise<void>;
  /** Closes the sockets of sessions that have ended. `null` keeps none. */
  closeSessions(which: { readonly ended: string } | { readonly kept: string | null }): Promise<void>;
  /** Answers a WebSocket upgrade. */
  join(request: Request, sessionId: string): Promise<Response>;
}
