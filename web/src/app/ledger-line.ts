import type { EpochMs } from '@undertone/base/clock';

/** One request of this device, as the ledger shows it. */
export interface LedgerEntry {
  readonly at: EpochMs;
  readonly method: string;
  /** Origin-relative path, or the socket's; never a query with content. */
  readonly path: string;
  readonly via: 'fetch' | 'websocket' | 'navigation';
  readonly requestBytes: number;
  readonly responseBytes: number | null;
  /** Names of the fields that went out, e.g. `ops[].sealed`, `ops[].open.scores`. */
  readonly fields: readonly string[];
  readonly status: number | 'failed' | 'pending';
}

/** A ledger entry that can be updated once its reply is in, from whichever tab or worker wrote it. */
export interface LedgerLine extends LedgerEntry {
  readonly id: string;
}

/** Tabs and the service worker tell each other their lines here. */
export const LEDGER_CHANNEL = 'undertone-ledger';

/** Only the path: a query may hold a cursor or a limit, and nothing in the ledger should need a second look. */
export function ledgerPath(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}

/** First millisecond of the day, in the device's zone. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Rows come from storage that other versions of this code may have written. */
export function parseLedgerLine(row: unknown): LedgerLine | null {
  if (typeof row !== 'object' || row === null) return null;
  const line = row as Partial<LedgerLine>;
  const sound =
    typeof line.id === 'string' &&
    typeof line.at === 'number' &&
    typeof line.method === 'string' &&
    typeof line.path === 'string' &&
    typeof line.requestBytes === 'number' &&
    Array.isArray(line.fields) &&
    (typeof line.status === 'number' || line.status === 'failed' || line.status === 'pending');
  return sound ? (row as LedgerLine) : null;
}
