import type { RecordId } from '@undertone/contract/primitives';
import type { SyncState } from '../app/services.ts';
import type { Granted } from './open-lane.ts';

/** What one tab tells the others: which records to read again, that sync has work, or that the vault is another. */
export type TabMessage =
  | { readonly kind: 'records-changed'; readonly recordIds: readonly RecordId[] | 'many' }
  | { readonly kind: 'outbox-changed'; readonly recordIds: readonly RecordId[] | 'many' }
  | { readonly kind: 'sync-state'; readonly state: SyncState }
  | { readonly kind: 'attachments-changed' }
  | { readonly kind: 'sync-wanted' }
  | { readonly kind: 'granted'; readonly granted: Granted }
  | { readonly kind: 'vault-changed' }
  | { readonly kind: 'vault-erased' }
  /** The person said so in one tab; and without `now`: whoever's delay has passed. */
  | { readonly kind: 'lock'; readonly now: boolean }
  /** The app lock was set, changed or removed. */
  | { readonly kind: 'lock-changed' }
  /** The app was used in one tab, at this time (epoch ms). */
  | { readonly kind: 'in-use'; readonly at: number };

/** A message of a thousand ids costs its sender more than it costs the others to read everything again. */
const MANY = 100;

export function fewOrMany(recordIds: readonly RecordId[]): readonly RecordId[] | 'many' {
  return recordIds.length > MANY ? 'many' : recordIds;
}

export interface TabChannel {
  tell(message: TabMessage): void;
  listen(listener: (message: TabMessage) => void): void;
  close(): void;
}

/** Ids only: no content crosses it. Without BroadcastChannel tabs still agree, at their next start. */
export function openTabChannel(
  name: string,
  Channel: typeof BroadcastChannel | undefined = globalThis.BroadcastChannel,
): TabChannel {
  if (Channel === undefined) return { tell: () => {}, listen: () => {}, close: () => {} };
  const channel = new Channel(name);
  return {
    tell: (message) => channel.postMessage(message),
    listen: (listener) => {
      channel.addEventListener('message', ({ data }) => listener(data as TabMessage));
    },
    close: () => channel.close(),
  };
}
