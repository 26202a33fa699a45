import { parseBase64Url, toBase64Url, type Bytes } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import { redact, revealSecret, type Redacted } from '@undertone/base/redacted';
import { err, ok, type Result } from '@undertone/base/result';
import { NONCE_BYTES, openWithNonce, sealWithNonce, TAG_BYTES, importAesKey } from './aead.ts';
import { deviceLock } from './device-lock.ts';
import { encodeFields } from './fields.ts';
import { deriveKeyBytes, KEY_BYTES } from './hkdf.ts';
import { parseKdfParams, type KdfFailure, type KdfParams } from './kdf-params.ts';
import type { LockOf } from './lock.ts';

/**
 * The app lock of one device. Without it the browser keeps the key of the device's lock; with it that key, the lock
 * key, is held in memory only and stored sealed, once under each {@link AppLockKind} that the person set.
 */
export const APP_LOCK_KINDS = ['pin', 'passphrase', 'passkey'] as const;

export type AppLockKind = (typeof APP_LOCK_KINDS)[number];

const APP_LOCK_LABEL = 'undertone/app-lock/1';
const APP_LOCK_KEY_LABEL = 'undertone/app-lock-key/1';
const APP_LOCK_SHARE_LABEL = 'undertone/app-lock-share/1';

const APP_LOCK_VERSION = 1;

const SEALED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;
export const PRF_SALT_BYTES = 32;
/** WebAuthn allows credential ids up to this long (WebAuthn 3, §4). */
const MOST_CREDENTIAL_BYTES = 1023;

/** 32 random bytes; opens every vault of the device. */
export type LockKey = Redacted<Bytes>;

/** What must be known beside the secret to open the lock again; stored beside it. */
interface AppLockSettings extends Record<AppLockKind, object> {
  pin: { readonly kdf: KdfParams };
  passphrase: { readonly kdf: KdfParams };
  /** `salt`: 32 bytes, base64url, the input of the authenticator's PRF. `credentialId`: base64url. */
  passkey: { readonly credentialId: string; readonly salt: string };
}

/** The lock key under one way to open it, as stored. JSON-safe; holds no plaintext secret. */
export type AppLockWrap = {
  [Kind in AppLockKind]: {
    readonly version: 1;
    readonly kind: Kind;
    /** nonce (12) | ciphertext (32) | tag (16), base64url. */
    readonly sealed: string;
  } & AppLockSettings[Kind];
}[AppLockKind];

/** A secret that was stretched, or came out of an authenticator, with the settings that it was made under. */
export type AppLockSecret = {
  [Kind in AppLockKind]: { readonly kind: Kind; readonly bytes: Redacted<Bytes> } & AppLockSettings[Kind];
}[AppLockKind];

export function createLockKey(random: RandomBytes): LockKey {
  return redact(random(KEY_BYTES));
}

/** The lock key as the lock of every vault on the device. The page cannot read it out again. */
export async function importLockKey(lockKey: LockKey): Promise<LockOf<'device'>> {
  return deviceLock(await importAesKey(revealSecret(lockKey)));
}

/**
 * The device's share in an app lock: an unextractable HMAC-SHA-256 key of 256 bits, new with each lock and stored in
 * IndexedDB beside it. Without it even a guessed PIN opens nothing.
 */
export function createDeviceShare(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
}

/** Zeroes the secret's bytes. */
export async function wrapLockKey(
  lockKey: LockKey,
  secret: AppLockSecret,
  share: CryptoKey,
  random: RandomBytes,
): Promise<AppLockWrap> {
  const { bytes: _, ...settings } = secret;
  const key = await deriveWrappingKey(secret, share);
  const sealed = await sealWithNonce(key, associatedDataOf(settings.kind), revealSecret(lockKey), random);
  return { version: APP_LOCK_VERSION, sealed: toBase64Url(sealed), ...settings };
}

/** `wrong-secret`: another PIN, passphrase, passkey or device, or an altered wrap. Zeroes the secret's bytes. */
export async function unwrapLockKey(
  wrap: AppLockWrap,
  secret: AppLockSecret,
  share: CryptoKey,
): Promise<Result<LockKey, 'wrong-secret'>> {
  const key = await deriveWrappingKey(secret, share);
  const sealed = parseBase64Url(wrap.sealed);
  if (!sealed.ok || sealed.value.length !== SEALED_BYTES || wrap.kind !== secret.kind)
    return err('wrong-secret');
  const opened = await openWithNonce(key, associatedDataOf(wrap.kind), sealed.value);
  return opened.ok ? ok(redact(opened.value)) : err('wrong-secret');
}

function associatedDataOf(kind: AppLockKind): Bytes {
  return encodeFields(APP_LOCK_LABEL, kind);
}

/**
 * `HKDF(secret, info = fields(label, kind), salt = HMAC(share, fields(share label, salt)))`: the share is HKDF's salt,
 * so the result is unpredictable as long as either of the two is (RFC 5869 §3.1, HMAC as a dual PRF).
 */
async function deriveWrappingKey(secret: AppLockSecret, share: CryptoKey): Promise<CryptoKey> {
  const salt = secret.kind === 'passkey' ? secret.salt : secret.kdf.salt;
  const saltBytes = parseBase64Url(salt);
  if (!saltBytes.ok) throw new TypeError('an app lock whose salt was not parsed');
  const shared = new Uint8Array(
    await crypto.subtle.sign('HMAC', share, encodeFields(APP_LOCK_SHARE_LABEL, saltBytes.value)),
  );
  const secretBytes = revealSecret(secret.bytes);
  const keyBytes = deriveKeyBytes(secretBytes, encodeFields(APP_LOCK_KEY_LABEL, secret.kind), shared);
  const key = await importAesKey(keyBytes);
  for (const bytes of [keyBytes, shared, secretBytes]) bytes.fill(0);
  return key;
}

/** `unsupported-version`: a newer app's lock or kind of lock. `corrupt`: no lock at all. */
export type AppLockFailure = 'unsupported-version' | 'corrupt' | KdfFailure;

const SETTINGS_PARSERS = {
  pin: parseStretching,
  passphrase: parseStretching,
  passkey: ({ credentialId, salt }) => {
    if (typeof credentialId !== 'string' || typeof salt !== 'string') return err('corrupt');
    const id = parseBase64Url(credentialId);
    const saltBytes = parseBase64Url(salt);
    if (!id.ok || id.value.length === 0 || id.value.length > MOST_CREDENTIAL_BYTES) return err('corrupt');
    if (!saltBytes.ok || saltBytes.value.length !== PRF_SALT_BYTES) return err('corrupt');
    return ok({ credentialId, salt });
  },
} satisfies Record<AppLockKind, (input: Record<string, unknown>) => Result<object, AppLockFailure>>;

function parseStretching(input: Record<string, unknown>): Result<object, KdfFailure> {
  const kdf = parseKdfParams(input['kdf']);
  return kdf.ok ? ok({ kdf: kdf.value }) : kdf;
}

/** For a wrap from storage. */
export function parseAppLockWrap(input: unknown): Result<AppLockWrap, AppLockFailure> {
  if (typeof input !== 'object' || input === null) return err('corrupt');
  const fields = input as Record<string, unknown>;
  const { version, kind, sealed } = fields;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < APP_LOCK_VERSION)
    return err('corrupt');
  if (version > APP_LOCK_VERSION) return err('unsupported-version');
  if (typeof kind !== 'string' || typeof sealed !== 'string') return err('corrupt');
  const known = APP_LOCK_KINDS.find((each) => each === kind);
  if (known === undefined) return err('unsupported-version');
  const sealedBytes = parseBase64Url(sealed);
  if (!sealedBytes.ok || sealedBytes.value.length !== SEALED_BYTES) return err('corrupt');
  const settings = SETTINGS_PARSERS[known](fields);
  if (!settings.ok) return settings;
  return ok({ version: APP_LOCK_VERSION, kind: known, sealed, ...settings.value } as AppLockWrap);
}
