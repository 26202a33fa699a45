import type { Bytes } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import { redact, revealSecret, type Redacted } from '@undertone/base/redacted';
import { err, ok, type Result } from '@undertone/base/result';
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { importAesKey } from './aead.ts';
import { encodeFields } from './fields.ts';
import { deriveKeyBytes, KEY_BYTES } from './hkdf.ts';
import type { LockOf } from './lock.ts';

export const RECOVERY_LOCK_LABEL = 'undertone/recovery-lock/1';
export const RECOVERY_AUTH_LABEL = 'undertone/recovery-auth/1';

/** 256 bits and 8 of checksum, 11 bits a word (BIP-39). */
export const RECOVERY_WORD_COUNT = 24;

/** 32 random bytes that the 24 words spell. */
export type RecoveryKey = Redacted<Bytes>;

/** Positions count from 1, as on paper; the words themselves are secret and never in a failure. */
export type RecoveryWordsFailure =
  | { readonly code: 'unknown-words'; readonly positions: readonly number[] }
  | { readonly code: 'wrong-count'; readonly count: number }
  /** All 24 are in the list, but at least one is another word or in another place. */
  | { readonly code: 'checksum' };

export function createRecoveryKey(random: RandomBytes): RecoveryKey {
  return redact(random(KEY_BYTES));
}

/** The 24 English BIP-39 words, whatever the language of the screen: one list, one kit. */
export function spellRecoveryKey(recoveryKey: RecoveryKey): Redacted<readonly string[]> {
  return redact(entropyToMnemonic(revealSecret(recoveryKey), wordlist).split(' '));
}

const KNOWN_WORDS = new Set(wordlist);

/** Forgives capitals, line breaks, commas and the numbers a kit prints before its words. */
export function parseRecoveryWords(typed: Redacted<string>): Result<RecoveryKey, RecoveryWordsFailure> {
  const words = revealSecret(typed)
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  const positions = words.flatMap((word, index) => (KNOWN_WORDS.has(word) ? [] : [index + 1]));
  if (positions.length > 0) return err({ code: 'unknown-words', positions });
  if (words.length !== RECOVERY_WORD_COUNT) return err({ code: 'wrong-count', count: words.length });
  try {
    return ok(redact(new Uint8Array(mnemonicToEntropy(words.join(' '), wordlist))));
  } catch {
    return err({ code: 'checksum' });
  }
}

export interface RecoveryKeys {
  /** 32 bytes that prove to the server that the person holds the words, when the passphrase is lost. */
  readonly authSecret: Redacted<Bytes>;
  /** Never leaves the device. */
  readonly lock: LockOf<'recovery'>;
}

export async function deriveRecoveryKeys(recoveryKey: RecoveryKey): Promise<RecoveryKeys> {
  const authSecret = deriveKeyBytes(revealSecret(recoveryKey), encodeFields(RECOVERY_AUTH_LABEL));
  const keyBytes = deriveKeyBytes(revealSecret(recoveryKey), encodeFields(RECOVERY_LOCK_LABEL));
  const key = await importAesKey(keyBytes);
  keyBytes.fill(0);
  return { authSecret: redact(authSecret), lock: { kind: 'recovery', key } };
}
