import type { Buffer } from 'node:buffer';
import { fields, fromBase64url } from './bytes.ts';
import { isStretchable } from './keys.ts';
import { openGcm } from './primitives.ts';
import { insist } from './refusal.ts';

// docs/format.md, Wraps.

export interface Wrap {
  readonly version: number;
  readonly kind: string;
  readonly vaultId: string;
  readonly sealed: string;
  readonly kdf?: unknown;
}

const KINDS = ['passphrase', 'recovery', 'passkey', 'device'];

export const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** `null` for one that a reader skips: a version, kind or stretching it does not know. Refuses what is no wrap. */
export function parseWrap(json: unknown): Wrap | null {
  insist(typeof json === 'object' && json !== null, 'a wrap that is not an object');
  const { version, kind, vaultId, sealed, kdf } = json as Readonly<Record<string, unknown>>;
  insist(Number.isInteger(version) && (version as number) >= 1, 'a wrap without a version');
  if (version !== 1) return null;
  insist(typeof kind === 'string', 'a wrap without a kind');
  if (!KINDS.includes(kind)) return null;
  insist(typeof vaultId === 'string' && UUID_V4.test(vaultId), 'a wrap without a vault');
  fromBase64url(sealed, 60);
  if (kind === 'passphrase' && !isStretchable(kdf)) return null;
  return json as Wrap;
}

export function wrapAssociatedData(kind: string, vaultId: string): Buffer {
  return fields('undertone/wrap/1', kind, vaultId);
}

/** The account key out of one wrap, by the key that its kind asks for. */
export function openWrap(wrap: Wrap, wrappingKey: Buffer): Buffer {
  insist(parseWrap(wrap) !== null, 'a newer wrap');
  const sealed = fromBase64url(wrap.sealed, 60);
  const aad = wrapAssociatedData(wrap.kind, wrap.vaultId);
  return openGcm(wrappingKey, sealed.subarray(0, 12), aad, sealed.subarray(12));
}
