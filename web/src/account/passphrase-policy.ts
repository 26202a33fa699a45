import { revealSecret, type Redacted } from '@undertone/base/redacted';

/** Characters as a person counts them, after NFKC. */
const MIN_PASSPHRASE_LENGTH = 12;

/**
 * The floor under every passphrase that seals a journal or a backup. Length is what holds against guessing at
 * 64 MiB a try; rules about digits and signs only make people write it down.
 */
export function isStrongEnough(passphrase: Redacted<string>): boolean {
  const characters = [...revealSecret(passphrase).normalize('NFKC').trim()];
  return characters.length >= MIN_PASSPHRASE_LENGTH && new Set(characters).size >= 5;
}
