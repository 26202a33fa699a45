import { concatBytes, equalBytes, parseBase64Url, parseUtf8, toBase64Url, utf8 } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';

const VERSION = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES;

/**
 * Seals what the server itself must read again, and a thief of the database must not: authenticator secrets, private
 * signing keys, the codes in messages that wait.
 */
export interface Sealer {
  /** `context` names the place it is for, so that a value cannot be moved to another row. */
  seal(plain: string, context: string): Promise<string>;
  open(sealed: string, context: string): Promise<Result<string, 'sealed-otherwise'>>;
  /** How everything begins that the current secret seals. */
  readonly mark: string;
}

/** Characters of base64url that hold nothing but the version and the key's id. */
const MARK_CHARS = Math.floor(((1 + KEY_ID_BYTES) * 8) / 6);

/**
 * AES-256-GCM under HKDF-SHA-256 of the deployment's secret, one key for each purpose. The text is base64url of
 * version (1) ‖ key id (4) ‖ nonce (12) ‖ ciphertext. While a secret is being changed, what the previous one sealed
 * opens as well.
 */
export async function createSealer(
  secrets: { readonly current: string; readonly previous?: string | undefined },
  purpose: string,
  random: RandomBytes,
): Promise<Sealer> {
  const current = await deriveKey(secrets.current, purpose);
  const keys = [current];
  if (secrets.previous !== undefined) keys.push(await deriveKey(secrets.previous, purpose));
  return {
    mark: toBase64Url(concatBytes(Uint8Array.of(VERSION), current.id)).slice(0, MARK_CHARS),
    seal: async (plain, context) => {
      const nonce = random(NONCE_BYTES);
      const header = concatBytes(Uint8Array.of(VERSION), current.id, nonce);
      const parameters = { name: 'AES-GCM', iv: nonce, additionalData: utf8(context) };
      const sealed = await crypto.subtle.encrypt(parameters, current.key, utf8(plain));
      return toBase64Url(concatBytes(header, new Uint8Array(sealed)));
    },
    open: async (text, context) => {
      const sealed = parseBase64Url(text);
      if (!sealed.ok || sealed.value.length <= HEADER_BYTES || sealed.value[0] !== VERSION) {
        return err('sealed-otherwise');
      }
      const id = sealed.value.slice(1, 1 + KEY_ID_BYTES);
      const found = keys.find((candidate) => equalBytes(candidate.id, id));
      if (found === undefined) return err('sealed-otherwise');
      const iv = sealed.value.slice(1 + KEY_ID_BYTES, HEADER_BYTES);
      const parameters = { name: 'AES-GCM', iv, additionalData: utf8(context) };
      try {
        const plain = await crypto.subtle.decrypt(parameters, found.key, sealed.value.slice(HEADER_BYTES));
        const read = parseUtf8(new Uint8Array(plain));
        return read.ok ? ok(read.value) : err('sealed-otherwise');
      } catch {
        return err('sealed-otherwise');
      }
    },
  };
}

async function deriveKey(secret: string, purpose: string) {
  const material = await crypto.subtle.importKey('raw', utf8(secret), 'HKDF', false, ['deriveBits']);
  const derive = async (info: string, bits: number) =>
    new Uint8Array(
      await crypto.subtle.deriveBits(
        { name: 'HKDF', hash: 'SHA-256', salt: utf8('undertone/server-secret'), info: utf8(info) },
        material,
        bits,
      ),
    );
  const key = await crypto.subtle.importKey('raw', await derive(`${purpose}/key`, 256), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
  return { key, id: await derive(`${purpose}/id`, KEY_ID_BYTES * 8) };
}
