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
  /** The network is back: what waits to connect does so at once. */
  wake(): void;
}

export function createPokeClient(parts: PokeParts): PokeClient {
  let socket: OutboundSocket | null = null;
  let cancelRetry: (() => void) | null = null;
  let failures = 0;
  let running = false;
  let opening = false;
  /** The network came back while it was being opened: without one it fails, and the next need not wait. */
  let woken = false;

  const connect = (): void => {
    cancelRetry = null;
    const wasDown = failures > 0;
    opening = true;
    woken = false;
    const mine = parts.openSocket(API_PREFIX + SYNC_SOCKET_PATH, {
      onOpen: () => {
        failures = 0;
        opening = false;
        if (wasDown) parts.onReconnected();
        // What was pushed elsewhere between the exchange at the start and this moment was told to nobody here.
        else parts.onPoke();
      },
      onMessage: (text) => {
        if (isPoke(text)) parts.onPoke();
      },
      onClose: () => {
        // A socket that was stopped may close when the next one is there already.
        if (socket !== mine) return;
        socket = null;
        failures++;
        const delayMs = opening && woken ? 0 : backoffMs(failures, parts.random());
        cancelRetry = parts.schedule(delayMs, connect);
      },
    });
    socket = mine;
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
      const former = socket;
      socket = null;
      former?.close();
    },
    wake() {
      woken = true;
      if (cancelRetry === null) return;
      cancelRetry();
      connect();
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
