import { toBase64Url } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';

/** `__Host-`: the browser keeps it to this host, over a safe connection, for every path. */
const COOKIE = '__Host-undertone-asked';
const PATTERN = /(?:^|;\s*)__Host-undertone-asked=([\w-]{22})(?:;|$)/;
const NONCE_BYTES = 16;
/** A little longer than a code is good. */
const LIFETIME_S = 15 * 60;

/**
 * The browser that asked for a code without a session: the code counts there only, so that nobody else can use up its
 * few tries or put another in its place. `null` where nothing was asked for.
 */
export function askerOf(headers: Headers): string | null {
  return PATTERN.exec(headers.get('cookie') ?? '')?.[1] ?? null;
}

/** The asker that the browser is already, or a new one, with its `set-cookie`. */
export function rememberAsker(headers: Headers, random: RandomBytes): { asker: string; cookie: string } {
  const asker = askerOf(headers) ?? toBase64Url(random(NONCE_BYTES));
  const attributes = `Max-Age=${LIFETIME_S}; Path=/; HttpOnly; Secure; SameSite=Strict`;
  return { asker, cookie: `${COOKIE}=${asker}; ${attributes}` };
}
