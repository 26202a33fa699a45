import { equalBytes, parseBase64Url, toBase64Url, utf8 } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';

/** `__Host-`: the browser keeps it to this host, over a safe connection, for every path. */
const COOKIE = '__Host-undertone-device';
const PATTERN = /(?:^|;\s*)__Host-undertone-device=([\w-]{1,64})\.([\w-]{1,64})(?:;|$)/;
const ATTRIBUTES = 'Path=/; HttpOnly; Secure; SameSite=Strict';
const LIFETIME_S = 365 * 24 * 3600;
const NONCE_BYTES = 16;

/**
 * Devices that have signed in to an address before, after OWASP's device cookies: wrong guesses from elsewhere do not
 * lock them out, and their own are counted apart. Nothing of it is stored here; the cookie proves itself, opens nothing
 * and goes at sign-out.
 */
export interface KnownDevices {
  /**
   * The device's name in the counters; `null` where it was never signed in to this address, or signed out, or the
   * passphrase was changed since.
   * @param secretHash of the account; `null` where there is none
   */
  read(email: string, secretHash: string | null, headers: Headers): Promise<string | null>;
  /** `set-cookie` after the right secret; `null` where the device is known already. */
  remember(email: string, secretHash: string, headers: Headers): Promise<string | null>;
  forget(): string;
}

export async function createKnownDevices(secret: string, random: RandomBytes): Promise<KnownDevices> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', utf8(secret), algorithm, false, ['sign']);
  const macOf = async (email: string, secretHash: string | null, nonce: string) => {
    const words = JSON.stringify(['device', email, secretHash, nonce]);
    return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(words)));
  };
  const read: KnownDevices['read'] = async (email, secretHash, headers) => {
    const [, nonce, mac = ''] = PATTERN.exec(headers.get('cookie') ?? '') ?? [];
    if (nonce === undefined) return null;
    const given = parseBase64Url(mac);
    return given.ok && equalBytes(given.value, await macOf(email, secretHash, nonce)) ? nonce : null;
  };
  return {
    read,
    remember: async (email, secretHash, headers) => {
      if ((await read(email, secretHash, headers)) !== null) return null;
      const nonce = toBase64Url(random(NONCE_BYTES));
      const mac = toBase64Url(await macOf(email, secretHash, nonce));
      return `${COOKIE}=${nonce}.${mac}; Max-Age=${LIFETIME_S}; ${ATTRIBUTES}`;
    },
    forget: () => `${COOKIE}=; Max-Age=0; ${ATTRIBUTES}`,
  };
}
