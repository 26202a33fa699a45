import type { Result } from '@undertone/base/result';
import type { Keyring } from '@undertone/crypto/keyring';

/** What the account needs of the journal on this device; the vault provides it. */
export interface VaultAccess {
  /** The unlocked journal of this device, under its own lock: it exists before any account. */
  keyring(): Keyring;
  /** Whether anything was ever written here that another journal would not have. */
  holdsEntries(): Promise<boolean>;
  /**
   * Makes `target` the journal of this device. What is here is sealed again under it and queued as new ops; the
   * old journal stays until all of that is durable, and a crash in between is resumed when the vault opens.
   * Takes over `target`.
   */
  moveInto(target: Keyring): Promise<Result<void, 'storage-full' | 'storage-unavailable'>>;
}
