import { createServer, request as sendRequest, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRecorder, type Recorder } from './recorder.ts';

/** What answers behind the recorder: echoes bodies, and says one word on every socket. */
function startEcho(): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    incoming.pipe(outgoing);
  });
  server.on('upgrade', (_incoming, socket) => {
    socket.on('error', () => socket.destroy());
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    socket.write(Buffer.concat([Buffer.from([0x81, 4]), Buffer.from('poke')]));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function sendThrough(
  recorder: Recorder,
  url: string,
  body: string,
): Promise<{ status: number; body: string }> {
  const proxy = new URL(recorder.proxyUrl);
  return new Promise((resolve, reject) => {
    const { host } = new URL(url);
    const options = { host: proxy.hostname, port: proxy.port, method: 'POST', path: url, headers: { host } };
    const request = sendRequest({ ...options, agent: false }, (reply) => {
      let text = '';
      reply.on('data', (chunk) => (text += String(chunk)));
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

function maskedFrame(text: string): Buffer {
  const mask = Buffer.from([1, 2, 3, 4]);
  const payload = Buffer.from(text).map((byte, i) => byte ^ mask[i % 4]!);
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length]), mask, payload]);
}

describe('the recorder', () => {
  let echo: Server;
  let recorder: Recorder;
  let product: string;

  beforeEach(async () => {
    echo = await startEcho();
    product = `http://localhost:${(echo.address() as AddressInfo).port}`;
    recorder = await startRecorder(product);
  });
  afterEach(async () => {
    await recorder.close();
    echo.closeAllConnections();
    echo.close();
  });

  it('keeps what goes to the product, both ways, and every raw byte of it', async () => {
    expect(await sendThrough(recorder, `${product}/api?x=1`, 'said')).toEqual({ status: 200, body: 'said' });
    const [exchange] = recorder.exchanges;
    expect(exchange?.request).toMatchObject({ method: 'POST', path: '/api?x=1', body: Buffer.from('said') });
    expect(exchange?.reply?.body.toString()).toBe('said');
    expect(Buffer.concat(recorder.rawSent()).toString()).toContain('said');
  });

  it('keeps the host of every request that goes anywhere else, and lets none through', async () => {
    expect(await sendThrough(recorder, 'http://elsewhere.test/x', 'said')).toMatchObject({ status: 502 });
    expect(recorder.strangers).toEqual(['elsewhere.test']);
    expect(recorder.exchanges).toEqual([]);
  });

  it('reads the frames of a socket in a tunnel, also when they come in pieces', async () => {
    const { host } = new URL(product);
    const { port, hostname } = new URL(recorder.proxyUrl);
    const socket = connect(Number(port), hostname);
    socket.write(`CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.write(`GET /live HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    for (const byte of maskedFrame('whispered')) socket.write(Buffer.from([byte]));
    const texts = () => recorder.sockets.flatMap(({ sent }) => sent.map(({ payload }) => payload.toString()));
    await expect.poll(texts).toEqual(['whispered']);
    const heard = () => recorder.sockets[0]?.received.map(({ payload }) => payload.toString());
    await expect.poll(heard).toEqual(['poke']);
    socket.destroy();
  });

  it('keeps no reply that nobody got, also when the network is back before it comes', async () => {
    let answer = () => {};
    const held = new Promise<undefined>((resolve) => (answer = () => resolve(undefined)));
    recorder.addRule({ matches: () => true, answer: () => held });
    const sending = sendThrough(recorder, `${product}/slow`, 'said').catch(() => 'broken');
    await expect.poll(() => recorder.exchanges.length).toBe(1);
    recorder.disconnect();
    expect(await sending).toBe('broken');
    recorder.reconnect();
    answer();
    expect(await sendThrough(recorder, `${product}/next`, 'more')).toMatchObject({ body: 'more' });
    expect(recorder.exchanges.map(({ reply }) => reply?.body.toString())).toEqual([undefined, 'more']);
  });

  it('can answer in the product’s place, change its reply, and be gone', async () => {
    const remove = recorder.addRule({
      matches: ({ path }) => path === '/changed',
      change: (reply) => ({ ...reply, status: 418 }),
    });
    expect(await sendThrough(recorder, `${product}/changed`, 'said')).toEqual({ status: 418, body: 'said' });
    remove();
    expect(await sendThrough(recorder, `${product}/changed`, 'said')).toMatchObject({ status: 200 });
    recorder.disconnect();
    await expect(sendThrough(recorder, `${product}/changed`, 'said')).rejects.toThrow();
    recorder.reconnect();
    expect(await sendThrough(recorder, `${product}/changed`, 'said')).toMatchObject({ status: 200 });
  });
});
