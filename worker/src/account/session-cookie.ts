import { utf8 } from '@undertone/base/bytes';

/** `__Host-`: the browser keeps it to this host, over a safe connection, for every path. */
export const SESSION_COOKIE = '__Host-undertone-session';

const SESSION_COOKIES = /(?:^|;\s*)__Host-undertone-session=([^;]*)/g;

export const SESSION_LIFETIME_S = 60 * 24 * 3600;
/** A session in use is renewed at most this often. */
export const SESSION_RENEWAL_AFTER_S = 24 * 3600;

/**
 * Reads the session token out of a request's cookie, as better-auth signed it (`token.base64(HMAC-SHA-256)`); `null`
 * when there is none or its signature is wrong. Here rather than in better-auth because every request needs it, and
 * this is one HMAC and no query.
 */
export async function createTokenReader(
  secret: string,
): Promise<(headers: Headers) => Promise<string | null>> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', utf8(secret), algorithm, false, ['verify']);
  return async (headers) => {
    const cookies = [...(headers.get('cookie') ?? '').matchAll(SESSION_COOKIES)];
    // Of two, one was put there by somebody else, and nobody can say which.
    const signed = cookies.length === 1 ? decode(cookies[0]![1]!) : null;
    const dot = signed?.lastIndexOf('.') ?? -1;
    if (signed === null || dot < 1) return null;
    const token = signed.slice(0, dot);
    const signature = fromBase64(signed.slice(dot + 1));
    if (signature === null) return null;
    return (await crypto.subtle.verify('HMAC', key, signature, utf8(token))) ? token : null;
  };
}

function decode(cookie: string): string | null {
  try {
    return decodeURIComponent(cookie);
  } catch {
    return null;
  }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
