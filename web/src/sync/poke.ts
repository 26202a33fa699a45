import { API_PREFIX, SYNC_SOCKET_PATH } from '@undertone/contract/protocol';

import { PokeSchema } from '@undertone/contract/sync';
import * as v from 'valibot';
import type { Outbound, OutboundSocket } from '../app/outbound.ts';
import { backoffMs } from './backoff.ts';

export interface PokeParts {
  readonly openSocket: Outbound['openSocket'];
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  /** In [0, 1). */
  readonly random: () => number;
  /** The account's log has grown somewhere else. */
  readonly onPoke: () => void;
  /** The line was down meanwhile: there may be news, and the server may be another. */
  readonly onReconnected: () => void;
}

/** The socket on which the server says that there is something to fetch. Sync works without it, only later. */
export interface PokeClient {
  start(): void;
  stop(): void;
}

export function createPokeClient(parts: PokeParts): PokeClient {
  let socket: OutboundSocket | null = null;
  let cancelRetry: (() => void) | null = null;
  let failures = 0;
  let running = false;

  const connect = (): void => {
    const wasDown = failures > 0;
    socket = parts.openSocket(API_PREFIX + SYNC_SOCKET_PATH, {
      onOpen: () => {
        failures = 0;
        if (wasDown) parts.onReconnected();
      },
      onMessage: (text) => {
        if (isPoke(text)) parts.onPoke();
      },
      onClose: () => {
        socket = null;
        if (!running) return;
        failures++;
        cancelRetry = parts.schedule(backoffMs(failures, parts.random()), connect);
      },
    });
  };

  return {
    start() {
      if (running) return;
      running = true;
      failures = 0;
      connect();
    },
    stop() {
      running = false;
      cancelRetry?.();
      cancelRetry = null;
      socket?.close();
      socket = null;
    },
  };
}

function isPoke(text: string): boolean {
  try {
    return v.is(PokeSchema, JSON.parse(text));
  } catch {
    return false;
  }
}
