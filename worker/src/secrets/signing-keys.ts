import { parseBase64Url, toBase64Url, utf8 } from '@undertone/base/bytes';
import type { Clock, EpochMs } from '@undertone/base/clock';
import type { Brand } from '@undertone/base/brand';
import type { Sealer } from './sealer.ts';

export const KEY_PURPOSES = ['audit', 'token', 'tombstone'] as const;

export type KeyPurpose = (typeof KEY_PURPOSES)[number];

/** RFC 7638 thumbprint of the public key. */
export type KeyId = Brand<string, 'KeyId'>;

export interface PublicKey {
  readonly keyId: KeyId;
  readonly purpose: KeyPurpose;
  /** 32 octets, base64url. */
  readonly x: string;
  readonly createdAt: EpochMs;
  /** It signs nothing new from then on; what it signed stays signed. */
  readonly retiredAt: EpochMs | null;
}

export interface Signature {
  readonly keyId: KeyId;
  /** Ed25519 (RFC 8032), 64 octets. */
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** The deployment's Ed25519 keys: private parts lie sealed in the database, so that the database alone signs nothing. */
export interface SigningKeys {
  /** The key that signs now. */
  current(purpose: KeyPurpose): Promise<PublicKey>;
  sign(purpose: KeyPurpose, message: Uint8Array<ArrayBuffer>): Promise<Signature>;
  verify(
    purpose: KeyPurpose,
    keyId: string,
    message: Uint8Array<ArrayBuffer>,
    signature: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
  /** Every key that ever signed for the purpose, oldest first. */
  publicKeys(purpose: KeyPurpose): Promise<readonly PublicKey[]>;
  /** Retires the key in use; the next signature makes a new one. */
  rotate(purpose: KeyPurpose): Promise<void>;
}

/** A rotation made elsewhere is noticed within this time. */
const READ_AGAIN_AFTER_MS = 60_000;

interface Row {
  readonly id: string;
  readonly purpose: KeyPurpose;
  readonly x: string;
  readonly sealed_private: string;
  readonly created_at: number;
  readonly retired_at: number | null;
}

interface Loaded {
  readonly rows: readonly Row[];
  readonly readAt: EpochMs;
}

export function createSigningKeys(database: D1Database, sealer: Sealer, clock: Clock): SigningKeys {
  const loaded = new Map<KeyPurpose, Loaded>();
  const privateKeys = new Map<string, Promise<CryptoKey>>();
  const publicKeys = new Map<string, Promise<CryptoKey>>();

  const read = async (purpose: KeyPurpose): Promise<readonly Row[]> => {
    const { results } = await database
      .prepare('SELECT * FROM signing_key WHERE purpose = ?1 ORDER BY created_at, id')
      .bind(purpose)
      .all<Row>();
    // Whoever can write to the database alone may add a row, but not one that opens: it is not ours.
    const areOurs = await Promise.all(results.map((row) => isOurs(row, sealer)));
    const rows = results.filter((_, index) => areOurs[index]);
    loaded.set(purpose, { rows, readAt: clock.now() });
    return rows;
  };

  const rowsOf = async (purpose: KeyPurpose): Promise<readonly Row[]> => {
    const known = loaded.get(purpose);
    const age = known === undefined ? Infinity : clock.now() - known.readAt;
    return known !== undefined && age >= 0 && age < READ_AGAIN_AFTER_MS ? known.rows : read(purpose);
  };

  const currentOf = async (purpose: KeyPurpose): Promise<Row> => {
    const current = (rows: readonly Row[]) => rows.findLast(({ retired_at }) => retired_at === null);
    const known = current(await rowsOf(purpose));
    if (known !== undefined) return known;
    const made = await makeKey(purpose, sealer);
    // Two requests may each make one: the newest is used by all, the other has signed nothing that it cannot verify.
    await database
      .prepare(
        'INSERT INTO signing_key (id, purpose, x, sealed_private, created_at) VALUES (?1, ?2, ?3, ?4, ?5)',
      )
      .bind(made.id, purpose, made.x, made.sealedPrivate, clock.now())
      .run();
    const row = current(await read(purpose));
    if (row === undefined) throw new Error('a signing key vanished right after it was made');
    return row;
  };

  const privateKeyOf = (row: Row): Promise<CryptoKey> => {
    const known = privateKeys.get(row.id);
    if (known !== undefined) return known;
    const opened = openPrivate(row, sealer);
    privateKeys.set(row.id, opened);
    return opened;
  };

  const publicKeyOf = (row: Row): Promise<CryptoKey> => {
    const known = publicKeys.get(row.id);
    if (known !== undefined) return known;
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: row.x };
    const imported = crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
    publicKeys.set(row.id, imported);
    return imported;
  };

  return {
    current: async (purpose) => toPublicKey(await currentOf(purpose)),
    sign: async (purpose, message) => {
      const row = await currentOf(purpose);
      const signature = await crypto.subtle.sign('Ed25519', await privateKeyOf(row), message);
      return { keyId: row.id as KeyId, signature: new Uint8Array(signature) };
    },
    verify: async (purpose, keyId, message, signature) => {
      const find = (rows: readonly Row[]) => rows.find(({ id }) => id === keyId);
      const row = find(await rowsOf(purpose)) ?? find(await read(purpose));
      return row !== undefined && crypto.subtle.verify('Ed25519', await publicKeyOf(row), signature, message);
    },
    publicKeys: async (purpose) => (await rowsOf(purpose)).map(toPublicKey),
    rotate: async (purpose) => {
      await database
        .prepare('UPDATE signing_key SET retired_at = ?2 WHERE purpose = ?1 AND retired_at IS NULL')
        .bind(purpose, clock.now())
        .run();
      loaded.delete(purpose);
    },
  };
}

function toPublicKey(row: Row): PublicKey {
  return {
    keyId: row.id as KeyId,
    purpose: row.purpose,
    x: row.x,
    createdAt: row.created_at as EpochMs,
    retiredAt: row.retired_at as EpochMs | null,
  };
}

async function makeKey(purpose: KeyPurpose, sealer: Sealer) {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const { x } = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as JsonWebKey;
  if (x === undefined) throw new Error('an Ed25519 key without its public part');
  const id = await thumbprint(x);
  const pkcs8 = new Uint8Array((await crypto.subtle.exportKey('pkcs8', pair.privateKey)) as ArrayBuffer);
  return { id, x, sealedPrivate: await sealer.seal(toBase64Url(pkcs8), contextOf(purpose, id)) };
}

/** Members in lexicographic order and without white space, as RFC 7638 asks (RFC 8037, appendix A.3). */
async function thumbprint(x: string): Promise<string> {
  const canonical = JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x });
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(canonical))));
}

async function isOurs(row: Row, sealer: Sealer): Promise<boolean> {
  if ((await thumbprint(row.x)) !== row.id) return false;
  return (await sealer.open(row.sealed_private, contextOf(row.purpose, row.id))).ok;
}

async function openPrivate(row: Row, sealer: Sealer): Promise<CryptoKey> {
  const opened = await sealer.open(row.sealed_private, contextOf(row.purpose, row.id));
  const pkcs8 = opened.ok ? parseBase64Url(opened.value) : opened;
  if (!pkcs8.ok) throw new Error('a signing key was sealed under another secret');
  return crypto.subtle.importKey('pkcs8', pkcs8.value, 'Ed25519', false, ['sign']);
}

function contextOf(purpose: KeyPurpose, id: string): string {
  return `signing-key/${purpose}/${id}`;
}
