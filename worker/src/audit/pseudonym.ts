import { toBase64Url, utf8 } from '@undertone/base/bytes';
import type { AccountId } from '../db/account-id.ts';

const PSEUDONYM_BYTES = 16;

/** An account's name in the audit: the same for ever, and without the secret nobody can tell whose it is. */
export type PseudonymOf = (account: AccountId) => Promise<string>;

/** HMAC-SHA-256 under a secret that must not change as long as audits are kept; 22 characters of base64url. */
export async function createPseudonymOf(secret: string): Promise<PseudonymOf> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', utf8(secret), algorithm, false, ['sign']);
  return async (account) => {
    const mac = await crypto.subtle.sign('HMAC', key, utf8(`audit:${account}`));
    return toBase64Url(new Uint8Array(mac).subarray(0, PSEUDONYM_BYTES));
  };
}
