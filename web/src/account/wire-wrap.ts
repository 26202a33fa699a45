import { err, type Result } from '@undertone/base/result';
import type { KeyWrapSchema, KdfSchema } from '@undertone/contract/account';
import { parseKdfParams, type KdfFailure, type KdfParams } from '@undertone/crypto/kdf-params';
import type { WrapOf } from '@undertone/crypto/lock';
import { parseWrap, type WrapFailure } from '@undertone/crypto/wrap';
import type * as v from 'valibot';
import type { PasskeyWrap } from '../app/second-factor-port.ts';

export type WireKdf = v.InferOutput<typeof KdfSchema>;
export type WireWrap = v.InferOutput<typeof KeyWrapSchema>;

/** The server's word is not taken for how hard a passphrase is stretched: see `parseKdfParams`. */
export function fromWireKdf(kdf: WireKdf): Result<KdfParams, KdfFailure> {
  const { memoryKib, ...rest } = kdf;
  return parseKdfParams({ ...rest, memoryKiB: memoryKib });
}

export function toWireKdf({ algorithm, memoryKiB, iterations, parallelism, salt }: KdfParams): WireKdf {
  return { algorithm, memoryKib: memoryKiB, iterations, parallelism, salt };
}

/** The journal's id and the parameters travel beside the wrap, once. */
export function toWireWrap(wrap: WrapOf<'passphrase'> | WrapOf<'recovery'>): WireWrap {
  return { version: wrap.version, kind: wrap.kind, wrapped: wrap.sealed };
}

export function fromWirePassphraseWrap(
  wire: WireWrap,
  vaultId: string,
  kdf: KdfParams,
): Result<WrapOf<'passphrase'>, WrapFailure> {
  const wrap = parseWrap({ version: wire.version, kind: wire.kind, vaultId, sealed: wire.wrapped, kdf });
  if (!wrap.ok) return wrap;
  return wrap.value.kind === 'passphrase' ? { ok: true, value: wrap.value } : err('corrupt');
}

export function fromWireRecoveryWrap(
  wire: WireWrap,
  vaultId: string,
): Result<WrapOf<'recovery'>, WrapFailure> {
  const wrap = parseWrap({ version: wire.version, kind: wire.kind, vaultId, sealed: wire.wrapped });
  if (!wrap.ok) return wrap;
  return wrap.value.kind === 'recovery' ? { ok: true, value: wrap.value } : err('corrupt');
}

export function fromWirePasskeyWrap(
  wire: PasskeyWrap,
  vaultId: string,
): Result<WrapOf<'passkey'>, WrapFailure> {
  const wrap = parseWrap({ version: wire.version, kind: wire.kind, vaultId, sealed: wire.wrapped });
  if (!wrap.ok) return wrap;
  return wrap.value.kind === 'passkey' ? { ok: true, value: wrap.value } : err('corrupt');
}

export function toWirePasskeyWrap(wrap: WrapOf<'passkey'>): PasskeyWrap {
  return { version: wrap.version, kind: wrap.kind, wrapped: wrap.sealed };
}
