import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EpochMs } from '@undertone/base/clock';
import { API_PREFIX } from '@undertone/contract/protocol';
import type { SyncRequest } from '@undertone/contract/sync';
import { exchange } from '@undertone/worker/sync/exchange';
import { createMemoryStore } from '@undertone/worker/sync/memory-store';

const ACCOUNT = 'bench' as Parameters<typeof exchange>[1];

/** The Worker's own exchange over its own memory store behind Node's HTTP: no account, no checks, no compression. */
export function createPlainServer(): (request: IncomingMessage, response: ServerResponse) => void {
  const store = createMemoryStore();
  const answer = async (request: IncomingMessage): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = JSON.parse(Buffer.concat(chunks).toString()) as SyncRequest;
    const exchanged = await exchange(store, ACCOUNT, asked, Date.now() as EpochMs);
    if (!exchanged.ok) throw new Error(exchanged.error);
    return JSON.stringify(exchanged.value.reply);
  };
  return (request, response) => {
    if (request.url !== `${API_PREFIX}/sync`) return void response.writeHead(404).end();
    answer(request).then(
      (reply) => response.writeHead(200, { 'content-type': 'application/json' }).end(reply),
      (error: unknown) => {
        console.error(error);
        response.writeHead(500).end();
      },
    );
  };
}
