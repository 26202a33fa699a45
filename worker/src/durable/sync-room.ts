import { DurableObject } from 'cloudflare:workers';
import type { Environment } from '../environment.ts';

/** Close code for a session that has ended (private range, RFC 6455 §7.4.2). */
export const SESSION_ENDED = 4401;

/** More tabs than anybody has; each costs memory and a message at every change. */
export const MOST_SOCKETS = 32;

interface Attachment {
  readonly sessionId: string;
  readonly socketId: string | null;
  readonly joinedAt: number;
}

/**
 * One per account: hibernates while sockets stay open, wakes to pass a cursor on, stores nothing. What it says is
 * only a hint to run an exchange, so losing it loses nothing.
 */
export class SyncRoom extends DurableObject<Environment> {
  constructor(state: DurableObjectState, environment: Environment) {
    super(state, environment);
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
  }

  override async fetch(request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    const attachment: Attachment = {
      sessionId: request.headers.get('x-session-id') ?? '',
      socketId: new URL(request.url).searchParams.get('socket'),
      joinedAt: Date.now(),
    };
    // The oldest go: whoever forgot them opens new ones when they come back.
    const open = this.#sockets().toSorted(([, one], [, other]) => one.joinedAt - other.joinedAt);
    for (const [socket] of open.slice(0, -(MOST_SOCKETS - 1))) socket.close(1013, 'too many');
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment(attachment);
    return new Response(null, { status: 101, webSocket: client });
  }

  async poke(cursor: number, exceptSocket: string | null): Promise<void> {
    const message = JSON.stringify({ cursor });
    for (const [socket, { socketId }] of this.#sockets()) {
      if (exceptSocket === null || socketId !== exceptSocket) send(socket, message);
    }
  }

  async closeSessions(which: { ended: string } | { kept: string | null }): Promise<void> {
    for (const [socket, { sessionId }] of this.#sockets()) {
      const isEnded = 'ended' in which ? sessionId === which.ended : sessionId !== which.kept;
      if (isEnded) socket.close(SESSION_ENDED, 'session ended');
    }
  }

  /** Devices only listen; whatever one says beside `ping` is dropped. */
  override async webSocketMessage(): Promise<void> {}

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    // 1005 and 1006 only report a missing or broken close; they cannot be sent back.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  #sockets(): [WebSocket, Attachment][] {
    return this.ctx.getWebSockets().map((socket) => [socket, socket.deserializeAttachment() as Attachment]);
  }
}

/** A socket that dies while we speak is no failure: its device catches up by itself. */
function send(socket: WebSocket, message: string): void {
  try {
    socket.send(message);
  } catch {
    return;
  }
}
