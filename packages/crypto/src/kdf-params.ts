import { parseBase64Url, toBase64Url } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';

/** How a passphrase is stretched. JSON-safe; stored by the server and beside every passphrase wrap. */
export interface KdfParams {
  /** Argon2id, version 0x13 (RFC 9106). */
  readonly algorithm: 'argon2id';
  /** 65,536 … 262,144 KiB. */
  readonly memoryKiB: number;
  /** Passes, 3 … 10. */
  readonly iterations: number;
  /** Lanes; always 1, since a browser has one thread to give. */
  readonly parallelism: 1;
  /** 16 random bytes, base64url. */
  readonly salt: string;
}

const FLOOR = { memoryKiB: 64 * 1024, iterations: 3 };
/** At most 13 times the floor's work, so a hostile server cannot hang the device either. */
const CEILING = { memoryKiB: 256 * 1024, iterations: 10 };
const SALT_BYTES = 16;

/**
 * `kdf-too-weak` and `kdf-too-strong`: outside the range that this client will compute for anyone.
 * `kdf-unknown`: another algorithm or not parameters at all.
 */
export type KdfFailure = 'kdf-too-weak' | 'kdf-too-strong' | 'kdf-unknown';

export function createKdfParams(random: RandomBytes): KdfParams {
  return { algorithm: 'argon2id', ...FLOOR, parallelism: 1, salt: toBase64Url(random(SALT_BYTES)) };
}

/** For parameters that came from anywhere but {@link createKdfParams}: a server, a backup, storage. */
export function parseKdfParams(input: unknown): Result<KdfParams, KdfFailure> {
  if (typeof input !== 'object' || input === null) return err('kdf-unknown');
  const { algorithm, memoryKiB, iterations, parallelism, salt } = input as Record<string, unknown>;
  if (algorithm !== 'argon2id' || parallelism !== 1 || typeof salt !== 'string') return err('kdf-unknown');
  if (!isCount(memoryKiB) || !isCount(iterations)) return err('kdf-unknown');
  const saltBytes = parseBase64Url(salt);
  if (!saltBytes.ok) return err('kdf-unknown');
  if (memoryKiB < FLOOR.memoryKiB || iterations < FLOOR.iterations) return err('kdf-too-weak');
  if (saltBytes.value.length < SALT_BYTES) return err('kdf-too-weak');
  if (memoryKiB > CEILING.memoryKiB || iterations > CEILING.iterations) return err('kdf-too-strong');
  if (saltBytes.value.length > SALT_BYTES) return err('kdf-unknown');
  return ok({ algorithm, memoryKiB, iterations, parallelism, salt });
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
