import { connect } from 'node:net';

/** How long a server that keeps a connection open says nothing before we ask whether it is done. */
const IDLE_MS = 700;

/**
 * Sends exactly these bytes over a connection of its own, which no client library would, and returns all that comes
 * back until the server closes, falls silent, or has said `awaited`. One character a byte.
 */
export function sendRaw(url: string, request: string, awaited?: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect({ host: hostname === 'localhost' ? '127.0.0.1' : hostname, port: Number(port) });
    const finish = () => {
      socket.destroy();
      resolve(said);
    };
    socket.setEncoding('latin1');
    // A busy server is silent as well: it is done with us once it has answered somebody who came later.
    const askWhetherDone = async () => {
      const heard = said.length;
      const reply = await fetch(`${url}/api/v1/health`, { headers: { connection: 'close' } });
      await reply.arrayBuffer();
      if (said.length === heard) finish();
    };
    if (awaited === undefined) {
      socket.setTimeout(IDLE_MS);
      // Not only once: it may have spoken while we asked.
      socket.on('timeout', () => void askWhetherDone().catch(reject));
    }
    // A server that refuses may reset the connection while we are still writing.
    socket.on('error', finish);
    socket.on('close', finish);
    socket.on('data', (chunk) => {
      said += String(chunk);
      if (awaited !== undefined && said.includes(awaited)) finish();
    });
    socket.write(Buffer.from(request, 'latin1'));
  });
}

export interface RawReply {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** The first reply of a connection; `null` where the server only closed it. */
export function firstReply(said: string): RawReply | null {
  const [, status, head = ''] = /^HTTP\/1\.1 (\d{3})[^\r]*\r\n([\s\S]*?)\r\n\r\n/.exec(said) ?? [];
  if (status === undefined) return null;
  const headers = new Map(
    head.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  return { status: Number(status), headers, body: said.slice(said.indexOf('\r\n\r\n') + 4) };
}
