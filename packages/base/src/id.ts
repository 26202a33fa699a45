import type { Brand } from './brand.ts';
import { toHex } from './bytes.ts';
import type { RandomBytes } from './clock.ts';

/**
 * Lower-case UUIDv4 (RFC 9562 §5.4). Random on purpose: a time-ordered id would tell the server when
 * an entry was written, which only the sealed lane may carry.
 */
export type Uuid = Brand<string, 'Uuid'>;

export const UUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isUuid(text: string): text is Uuid {
  return UUID_PATTERN.test(text);
}

export function createUuid(random: RandomBytes): Uuid {
  const bytes = random(16);
  bytes[6] = 0x40 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = toHex(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Uuid;
}
