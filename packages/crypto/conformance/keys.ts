import { Buffer } from 'node:buffer';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { fields, fromBase64url } from './bytes.ts';
import { argon2id, hkdf, hkdfExpand, sha256 } from './primitives.ts';
import { insist, Refusal } from './refusal.ts';

// docs/format.md, Keys.

export interface Lock {
  readonly authSecret: Buffer;
  readonly wrappingKey: Buffer;
}

export interface Stretching {
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly salt: Buffer;
}

/** The JSON object of a passphrase's parameters, refused outside the bounds. */
export function parseStretching(kdf: unknown): Stretching {
  insist(typeof kdf === 'object' && kdf !== null, 'no parameters');
  const { algorithm, memoryKiB, iterations, parallelism, salt } = kdf as Readonly<Record<string, unknown>>;
  insist(algorithm === 'argon2id' && parallelism === 1, 'not Argon2id on one lane');
  insist(isWithin(memoryKiB, 65_536, 262_144), 'memory out of bounds');
  insist(isWithin(iterations, 3, 10), 'iterations out of bounds');
  return { memoryKiB, iterations, salt: fromBase64url(salt, 16) };
}

export function isStretchable(kdf: unknown): boolean {
  try {
    return parseStretching(kdf).iterations > 0;
  } catch (thrown) {
    if (thrown instanceof Refusal) return false;
    throw thrown;
  }
}

/** 64 bytes. */
export function stretch(passphrase: string, kdf: unknown): Buffer {
  return argon2id(Buffer.from(passphrase.normalize('NFKC'), 'utf8'), parseStretching(kdf));
}

function isWithin(value: unknown, low: number, high: number): value is number {
  return Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
}

export function passphraseLock(stretched: Buffer): Lock {
  return {
    authSecret: hkdf(stretched, fields('undertone/auth-secret/1')),
    wrappingKey: hkdf(stretched, fields('undertone/key-encryption/1')),
  };
}

/** BIP-39 back to front: 24 numbers of 11 bits are 256 bits of entropy and the first 8 bits of its SHA-256. */
export function entropyOf(words: string): Buffer {
  const numbers = words.split(' ').map((word) => wordlist.indexOf(word));
  insist(numbers.length === 24 && !numbers.includes(-1), 'not 24 English BIP-39 words');
  const bits = numbers.map((number) => number.toString(2).padStart(11, '0')).join('');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const entropy = bytes.subarray(0, 32);
  insist(bytes[32] === sha256(entropy)[0], 'the words do not check');
  return entropy;
}

export function recoveryLock(entropy: Buffer): Lock {
  return {
    authSecret: hkdf(entropy, fields('undertone/recovery-auth/1')),
    wrappingKey: hkdf(entropy, fields('undertone/recovery-lock/1')),
  };
}

export function collectionKey(accountKey: Buffer, vaultId: string, collection: string): Buffer {
  return hkdf(accountKey, fields('undertone/collection/1', vaultId, collection));
}

export function recordKey(collectionKey: Buffer, recordId: string): Buffer {
  return hkdfExpand(collectionKey, Buffer.from(`undertone/record${recordId}`, 'utf8'));
}

export function backupFileKey(accountKey: Buffer, vaultId: string, salt: Buffer): Buffer {
  return hkdf(accountKey, fields('undertone/backup/1', vaultId), salt);
}

export function backupKeyCheck(accountKey: Buffer, vaultId: string, salt: Buffer): Buffer {
  return hkdf(accountKey, fields('undertone/backup-check/1', vaultId), salt);
}

export function attachmentFileKey(
  accountKey: Buffer,
  vaultId: string,
  attachmentId: string,
  salt: Buffer,
): Buffer {
  return hkdf(accountKey, fields('undertone/attachment/1', vaultId, attachmentId), salt);
}

export function attachmentName(accountKey: Buffer, vaultId: string, attachmentId: string): string {
  return hkdf(accountKey, fields('undertone/attachment-name/1', vaultId, attachmentId)).toString('base64url');
}
