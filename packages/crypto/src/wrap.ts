import { parseBase64Url, toBase64Url, type Bytes } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import { isUuid } from '@undertone/base/id';
import { revealSecret } from '@undertone/base/redacted';
import { err, ok, type Result } from '@undertone/base/result';
import { holdAccountKey, type AccountKey, type VaultId } from './account-key.ts';
import { NONCE_BYTES, openWithNonce, sealWithNonce, TAG_BYTES } from './aead.ts';
import { encodeFields } from './fields.ts';
import { KEY_BYTES } from './hkdf.ts';
import { parseKdfParams, type KdfFailure } from './kdf-params.ts';
import { LOCK_KINDS, type Lock, type LockKind, type LockOf, type Wrap, type WrapOf } from './lock.ts';

export const WRAP_VERSION = 1;
export const WRAP_LABEL = 'undertone/wrap/1';

const SEALED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;

/**
 * `unsupported-version`: a newer app's wrap or kind of wrap; keep it as it is.
 * `corrupt`: no wrap at all. The kdf codes: a passphrase wrap whose parameters this client refuses.
 */
export type WrapFailure = 'unsupported-version' | 'corrupt' | KdfFailure;

/** Binds the wrap to its kind and its journal: `fields(label, kind, vault id)`. */
function wrapAssociatedData(kind: LockKind, vaultId: string): Bytes {
  return encodeFields(WRAP_LABEL, kind, vaultId);
}

/** Also rewraps: a new passphrase is a new wrap of the same account key, and nothing else is touched. */
export async function wrapAccountKey<Kind extends LockKind>(
  accountKey: AccountKey,
  vaultId: VaultId,
  lock: LockOf<Kind>,
  random: RandomBytes,
): Promise<WrapOf<Kind>> {
  const { key, ...settings } = lock as Lock;
  const associatedData = wrapAssociatedData(settings.kind, vaultId);
  const sealed = await sealWithNonce(key, associatedData, revealSecret(accountKey), random);
  return { version: WRAP_VERSION, vaultId, sealed: toBase64Url(sealed), ...settings } as WrapOf<Kind>;
}

/** `wrong-key`: another passphrase, words or device, or an altered wrap. A lock of another kind is `wrong-key` too. */
export async function unwrapAccountKey(wrap: Wrap, lock: Lock): Promise<Result<AccountKey, 'wrong-key'>> {
  const sealed = parseBase64Url(wrap.sealed);
  if (!sealed.ok || sealed.value.length !== SEALED_BYTES || wrap.kind !== lock.kind) return err('wrong-key');
  const keyBytes = await openWithNonce(lock.key, wrapAssociatedData(wrap.kind, wrap.vaultId), sealed.value);
  return keyBytes.ok ? ok(holdAccountKey(keyBytes.value)) : err('wrong-key');
}

const SETTINGS_PARSERS = {
  passphrase: (input) => {
    const kdf = parseKdfParams(input.kdf);
    return kdf.ok ? ok({ kdf: kdf.value }) : kdf;
  },
  recovery: () => ok({}),
  passkey: () => ok({}),
  device: () => ok({}),
} satisfies Record<LockKind, (input: Record<string, unknown>) => Result<object, KdfFailure>>;

/** For wraps from a server, a backup or storage. */
export function parseWrap(input: unknown): Result<Wrap, WrapFailure> {
  if (typeof input !== 'object' || input === null) return err('corrupt');
  const fields = input as Record<string, unknown>;
  const { version, kind, vaultId, sealed } = fields;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < WRAP_VERSION)
    return err('corrupt');
  if (version > WRAP_VERSION) return err('unsupported-version');
  if (typeof kind !== 'string' || typeof vaultId !== 'string' || typeof sealed !== 'string')
    return err('corrupt');
  const known = LOCK_KINDS.find((each) => each === kind);
  if (known === undefined) return err('unsupported-version');
  const sealedBytes = parseBase64Url(sealed);
  if (!isUuid(vaultId) || !sealedBytes.ok || sealedBytes.value.length !== SEALED_BYTES) return err('corrupt');
  const settings = SETTINGS_PARSERS[known](fields);
  if (!settings.ok) return settings;
  return ok({ version: WRAP_VERSION, kind: known, vaultId, sealed, ...settings.value } as Wrap);
}
