import type { KdfParams } from './kdf-params.ts';

/** Every way to wrap the account key. A new one starts with its line here. */
export const LOCK_KINDS = ['passphrase', 'recovery', 'passkey', 'device'] as const;

export type LockKind = (typeof LOCK_KINDS)[number];

/** What must be known beside the secret to make a lock again; stored in its wrap. */
interface LockSettings extends Record<LockKind, object> {
  passphrase: { readonly kdf: KdfParams };
  recovery: object;
  passkey: object;
  device: object;
}

/** Something that wraps and unwraps the account key: an unextractable AES-256-GCM key and its kind. */
export type LockOf<Kind extends LockKind> = {
  [Each in Kind]: { readonly kind: Each; readonly key: CryptoKey } & LockSettings[Each];
}[Kind];

export type Lock = LockOf<LockKind>;

/** The account key under one lock, as stored and sent: JSON-safe, holds no plaintext secret. */
export type WrapOf<Kind extends LockKind> = {
  [Each in Kind]: {
    readonly version: 1;
    readonly kind: Each;
    readonly vaultId: string;
    /** nonce (12) | ciphertext (32) | tag (16), base64url. */
    readonly sealed: string;
  } & LockSettings[Each];
}[Kind];

export type Wrap = WrapOf<LockKind>;
