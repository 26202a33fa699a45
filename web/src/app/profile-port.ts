import type { ReadonlySignal } from '@preact/signals';
import type { Result } from '@undertone/base/result';
import type { SaveFailure } from './journal-port.ts';

/**
 * What is true of the person and of no single entry, as fields of one sealed record: as durable, synced and merged as an
 * entry is. Field names are fixed words or ids; values are whatever JSON their screen reads back with a schema.
 */
export interface ProfilePort {
  /**
   * Newest first, all that stand in each field: more than one after devices wrote it without knowing of each other, and
   * then `null` (taken away) may be among them. Whole as soon as the journal's status is `ready`; empty while it is locked.
   */
  readonly values: ReadonlySignal<ReadonlyMap<string, readonly unknown[]>>;
  /**
   * Takes the place of what `values` shows at this moment, and of nothing that comes in meanwhile. `null` takes the
   * field away. Resolves when it is durable on this device and queued for sync.
   */
  write(field: string, value: unknown): Promise<Result<void, SaveFailure>>;
}
