import { expect, it } from 'vitest';
import type { SocketHandlers } from '../app/outbound.ts';
import { createPokeClient } from './poke.ts';

function open() {
  const sockets: SocketHandlers[] = [];
  const timers: (() => void)[] = [];
  const calls: string[] = [];
  const client = createPokeClient({
    openSocket: (path, handlers) => {
      calls.push(path);
      sockets.push(handlers);
      return { send: () => {}, close: () => handlers.onClose() };
    },
    schedule: (_, run) => {
      timers.push(run);
      return () => void timers.splice(timers.indexOf(run), 1);
    },
    random: () => 0.5,
    onPoke: () => calls.push('poke'),
    onReconnected: () => calls.push('reconnected'),
  });
  return { client, sockets, timers, calls };
}

it('passes on pokes and nothing else that comes over the socket', () => {
  const { client, sockets, calls } = open();
  client.start();
  sockets[0]!.onOpen?.();
  for (const text of ['{"cursor":7}', '{"cursor":-1}', '{"cursor":"7"}', 'not json', 'null'])
    sockets[0]!.onMessage(text);
  expect(calls).toEqual(['/api/v1/sync/socket', 'poke']);
});

it('connects again after the line was down, and says so once it is up', () => {
  const { client, sockets, timers, calls } = open();
  client.start();
  sockets[0]!.onClose();
  timers.shift()!();
  sockets[1]!.onOpen?.();
  expect(calls.slice(1)).toEqual(['/api/v1/sync/socket', 'reconnected']);
});

it('stays closed when it was stopped', () => {
  const { client, timers, sockets } = open();
  client.start();
  client.stop();
  expect([timers, sockets.length]).toEqual([[], 1]);
});
