import type { Buffer } from 'node:buffer';
import { fields, fromBase64url } from './bytes.ts';
import { openGcm } from './primitives.ts';
import { insist } from './refusal.ts';

// docs/format.md, Wraps.

export interface Wrap {
  readonly version: unknown;
  readonly kind: unknown;
  readonly vaultId: unknown;
  readonly sealed: unknown;
  readonly kdf?: unknown;
}

export function wrapAssociatedData(kind: string, vaultId: string): Buffer {
  return fields('undertone/wrap/1', kind, vaultId);
}

/** The account key out of one wrap, by the key that its kind asks for. */
export function openWrap(wrap: Wrap, wrappingKey: Buffer): Buffer {
  const { version, kind, vaultId, sealed } = wrap;
  insist(version === 1, 'a newer wrap');
  insist(kind === 'passphrase' || kind === 'recovery' || kind === 'device', 'a kind not known');
  insist(typeof vaultId === 'string', 'no vault id');
  const bytes = fromBase64url(sealed, 60);
  return openGcm(wrappingKey, bytes.subarray(0, 12), wrapAssociatedData(kind, vaultId), bytes.subarray(12));
}
