import { expect, it } from 'vitest';
import type { SocketHandlers } from '../app/outbound.ts';
import { createPokeClient } from './poke.ts';

function open(onClosed = (handlers: SocketHandlers): unknown => handlers.onClose()) {
  const sockets: SocketHandlers[] = [];
  const timers: (() => void)[] = [];
  const delays: number[] = [];
  const calls: string[] = [];
  const client = createPokeClient({
    openSocket: (path, handlers) => {
      calls.push(path);
      sockets.push(handlers);
      return { send: () => {}, close: () => void onClosed(handlers) };
    },
    schedule: (delayMs, run) => {
      delays.push(delayMs);
      timers.push(run);
      return () => void timers.splice(timers.indexOf(run), 1);
    },
    random: () => 0.5,
    onPoke: () => calls.push('poke'),
    onReconnected: () => calls.push('reconnected'),
  });
  return { client, sockets, timers, delays, calls };
}

it('passes on pokes and nothing else that comes over the socket', () => {
  const { client, sockets, calls } = open();
  client.start();
  sockets[0]!.onOpen?.();
  calls.length = 0;
  for (const text of ['{"cursor":7}', '{"cursor":-1}', '{"cursor":"7"}', 'not json', 'null'])
    sockets[0]!.onMessage(text);
  expect(calls).toEqual(['poke']);
});

it('asks once when the line is first up, since nobody said here what was pushed before', () => {
  const { client, sockets, calls } = open();
  client.start();
  expect(calls).toEqual(['/api/v1/sync/socket']);
  sockets[0]!.onOpen?.();
  expect(calls.slice(1)).toEqual(['poke']);
});

it('connects again after the line was down, and says so once it is up', () => {
  const { client, sockets, timers, calls } = open();
  client.start();
  sockets[0]!.onClose();
  timers.shift()!();
  sockets[1]!.onOpen?.();
  expect(calls.slice(1)).toEqual(['/api/v1/sync/socket', 'reconnected']);
});

it('connects at once when it is woken while it waits, and only then', () => {
  const { client, sockets, timers, calls } = open();
  client.wake();
  client.start();
  client.wake();
  expect(sockets).toHaveLength(1);
  sockets[0]!.onClose();
  client.wake();
  client.wake();
  expect([sockets.length, timers]).toEqual([2, []]);
  sockets[1]!.onOpen?.();
  expect(calls.at(-1)).toBe('reconnected');
});

it('does not wait for long where the network came back under an attempt that then failed', () => {
  const { client, sockets, timers, delays } = open();
  client.start();
  client.wake();
  sockets[0]!.onClose();
  timers.shift()!();
  sockets[1]!.onClose();
  timers.shift()!();
  sockets[2]!.onOpen?.();
  client.wake();
  sockets[2]!.onClose();
  expect(delays.map((delayMs) => delayMs > 0)).toEqual([false, true, true]);
});

it('takes the late close of a socket that was stopped for nothing of the next', () => {
  const late: (() => void)[] = [];
  const { client, sockets, timers } = open((handlers) => late.push(handlers.onClose));
  client.start();
  client.stop();
  client.start();
  late[0]!();
  expect([timers, sockets.length]).toEqual([[], 2]);
});

it('stays closed when it was stopped', () => {
  const { client, timers, sockets } = open();
  client.start();
  client.stop();
  client.wake();
  expect([timers, sockets.length]).toEqual([[], 1]);
});
