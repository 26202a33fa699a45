import { SYNC_SOCKET_PATH } from '@undertone/contract/protocol';
import { evictAllDurableObjects } from 'cloudflare:test';
import { PokeSchema } from '@undertone/contract/sync';

import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { pushedOp, syncRequest } from '../testing/store-fixtures.ts';
import { stepUp } from '../testing/standing.ts';
import {
  bytesText,
  createWorkerClient,
  ORIGIN,
  signUp,
  type WorkerClient,
} from '../testing/worker-client.ts';
import { MOST_SOCKETS, SESSION_ENDED } from './sync-room.ts';

/** What a socket has received, awaited one by one. */
async function openSocket(client: WorkerClient, query = '') {
  const response = await client.send(`${SYNC_SOCKET_PATH}${query}`, {
    headers: { upgrade: 'websocket', origin: ORIGIN },
  });
  expect(response.status).toBe(101);
  const socket = response.webSocket!;
  const received: string[] = [];
  const waiting: ((message: string) => void)[] = [];
  const closed = Promise.withResolvers<number>();
  socket.addEventListener('message', ({ data }) => {
    const next = waiting.shift();
    if (next) next(data as string);
    else received.push(data as string);
  });
  socket.addEventListener('close', ({ code }) => closed.resolve(code));
  socket.accept();
  const next = () =>
    new Promise<string>((resolve) => {
      const ready = received.shift();
      if (ready === undefined) waiting.push(resolve);
      else resolve(ready);
    });
  return { socket, next, received, closed: closed.promise };
}

async function twoDevices() {
  const [phone, laptop] = [await createWorkerClient(), await createWorkerClient()];
  const { email } = await signUp(phone);
  await laptop.call('POST', '/session', { email, authSecret: bytesText(32, 1) });
  return { phone, laptop };
}

describe('the sync socket', () => {
  it('tells the other devices how far the log has come, and says nothing else', async () => {
    const { phone, laptop } = await twoDevices();
    const listener = await openSocket(laptop);
    await phone.call('POST', '/sync', syncRequest(0, [pushedOp(), pushedOp()]));
    const message = JSON.parse(await listener.next()) as unknown;
    expect(message).toEqual({ cursor: 2 });
    expect(v.is(PokeSchema, message)).toBe(true);
  });

  it('does not poke the sender that names its socket, nor anyone when nothing was accepted', async () => {
    const { phone, laptop } = await twoDevices();
    const sender = await openSocket(phone, '?socket=phone-1');
    const listener = await openSocket(laptop);
    const op = pushedOp();
    const named = { 'x-undertone-socket': 'phone-1' };
    await phone.call('POST', '/sync', syncRequest(0, [op]), named);
    expect(await listener.next()).toBe('{"cursor":1}');
    await phone.call('POST', '/sync', syncRequest(1, [op]), named);
    await phone.call('POST', '/sync', syncRequest(1));
    await phone.call('POST', '/sync', syncRequest(1, [pushedOp()]), named);
    expect(await listener.next()).toBe('{"cursor":2}');
    expect(sender.received).toEqual([]);
  });

  it('never reaches another account', async () => {
    const { phone } = await twoDevices();
    const stranger = await createWorkerClient();
    await signUp(stranger);
    const theirs = await openSocket(stranger);
    await phone.call('POST', '/sync', syncRequest(0, [pushedOp()]));
    await stranger.call('POST', '/sync', syncRequest(0, [pushedOp(), pushedOp(), pushedOp()]));
    expect(await theirs.next()).toBe('{"cursor":3}');
  });

  it('answers a ping, ignores whatever else a device says, and survives hibernation', async () => {
    const { phone, laptop } = await twoDevices();
    const listener = await openSocket(laptop);
    listener.socket.send('ping');
    expect(await listener.next()).toBe('pong');
    listener.socket.send('{"anything":"else"}');
    await evictAllDurableObjects();
    await phone.call('POST', '/sync', syncRequest(0, [pushedOp()]));
    expect(await listener.next()).toBe('{"cursor":1}');
  });

  it('closes with its session: on sign-out only that one, on a new passphrase all but the changing one', async () => {
    const { phone, laptop } = await twoDevices();
    const [onPhone, onLaptop] = [await openSocket(phone), await openSocket(laptop)];
    await laptop.call('DELETE', '/session');
    expect(await onLaptop.closed).toBe(SESSION_ENDED);
    const { email } = (await phone.call('GET', '/session')).body as { email: string };
    await laptop.call('POST', '/session', { email, authSecret: bytesText(32, 1) });
    const again = await openSocket(laptop);
    const { kdf } = (await phone.call('POST', '/account/prelogin', { email })).body;
    await stepUp((await phone.call('GET', '/session')).body.accountId);
    await phone.call('PUT', '/account/passphrase', {
      currentAuthSecret: bytesText(32, 1),
      authSecret: bytesText(32, 7),
      kdf,
      passphraseWrap: { version: 1, kind: 'passphrase', wrapped: bytesText(60, 8) },
    });
    expect(await again.closed).toBe(SESSION_ENDED);
    onPhone.socket.send('ping');
    expect(await onPhone.next()).toBe('pong');
  });

  it('keeps no more sockets of an account than it can have tabs: the oldest closes', async () => {
    const { phone } = await twoDevices();
    const first = await openSocket(phone);
    const others: Awaited<ReturnType<typeof openSocket>>[] = [];
    for (let index = 0; index < MOST_SOCKETS; index += 1) others.push(await openSocket(phone));
    expect(await first.closed).toBe(1013);
    others[0]!.socket.send('ping');
    expect(await others[0]!.next()).toBe('pong');
  });

  it('takes a close without a code for a close', async () => {
    const { phone } = await twoDevices();
    const listener = await openSocket(phone);
    listener.socket.close();
    expect(await listener.closed).toBeTypeOf('number');
  });

  it('opens for a session from its own origin only, and only as a socket', async () => {
    const client = await createWorkerClient();
    const upgrade = { upgrade: 'websocket', origin: ORIGIN };
    expect((await client.send(SYNC_SOCKET_PATH, { headers: upgrade })).status).toBe(401);
    await signUp(client);
    const foreign = { ...upgrade, origin: 'https://elsewhere.example' };
    expect((await client.send(SYNC_SOCKET_PATH, { headers: foreign })).status).toBe(403);
    expect((await client.send(SYNC_SOCKET_PATH, { headers: { origin: ORIGIN } })).status).toBe(400);
  });
});
