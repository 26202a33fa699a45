import { computed, signal } from '@preact/signals';
import type { Clock } from '@undertone/base/clock';
import type { DeviceDatabase } from '../storage/device-database.ts';
import { parseLedgerLine, startOfDay, type LedgerLine } from './ledger-line.ts';
import type { LedgerPort } from './services.ts';

/** The part of BroadcastChannel that the ledger needs. */
export interface LedgerChannel {
  postMessage(line: LedgerLine): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

export interface Ledger extends LedgerPort {
  /** Writes a line, or replaces the one of the same id. Never waits: a request must not hang on its own note. */
  note(line: LedgerLine): void;
  /** Reads what other tabs and the service worker wrote earlier today, and forgets older days. */
  load(): Promise<void>;
}

/**
 * What left this device today: numbers and names only. It is fed by `outbound.ts`, by the service worker and
 * by the browser's own loads of the shell, and by nothing else.
 */
export function createLedger(parts: {
  readonly clock: Clock;
  readonly database: DeviceDatabase | null;
  readonly channel: LedgerChannel | null;
}): Ledger {
  const lines = signal<ReadonlyMap<string, LedgerLine>>(new Map());

  const remember = (line: LedgerLine): void => {
    const dayStart = startOfDay(parts.clock.now());
    const next = new Map([...lines.value].filter(([, known]) => known.at >= dayStart));
    const known = next.get(line.id);
    // A late "pending" from another tab's channel must not undo the answer already read from the database.
    if (!(line.status === 'pending' && known !== undefined && known.status !== 'pending')) {
      next.set(line.id, line);
    }
    lines.value = next;
  };

  parts.channel?.addEventListener('message', (event) => {
    const line = parseLedgerLine(event.data);
    if (line !== null) remember(line);
  });

  return {
    today: computed(() => [...lines.value.values()].sort((left, right) => right.at - left.at)),
    note: (line) => {
      remember(line);
      parts.channel?.postMessage(line);
      // A full disk loses the stored copy of this note only; the line stays on the screen until reload.
      parts.database?.put('ledger', line.id, line).catch(() => undefined);
    },
    load: async () => {
      if (parts.database === null) return;
      const rows = (await parts.database.all('ledger')).map(parseLedgerLine).filter((row) => row !== null);
      const dayStart = startOfDay(parts.clock.now());
      for (const row of rows) if (row.at >= dayStart) remember(row);
      const old = rows.filter((row) => row.at < dayStart).map((row) => row.id);
      if (old.length > 0) await parts.database.remove('ledger', old);
    },
  };
}
