import { toBase64Url, utf8 } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import type { AccountId } from '../db/account-id.ts';

export const BACKUP_CODES = 10;

/** Crockford's base32: nothing in it is mistaken for anything else on paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 bits: no guesser gets near, so a plain hash hides it. */
const CHARS = 16;
const GROUP = 4;

/** Ten codes, each as it is shown: `XXXX-XXXX-XXXX-XXXX`. */
export function createBackupCodes(random: RandomBytes): readonly string[] {
  return Array.from({ length: BACKUP_CODES }, () => {
    const code = [...random(CHARS)].map((byte) => ALPHABET[byte & 31]).join('');
    return code.match(new RegExp(`.{${GROUP}}`, 'g'))!.join('-');
  });
}

/** SHA-256 of account and code, whatever case, grouping or look-alike letters it was typed with. */
export async function hashBackupCode(accountId: AccountId, typed: string): Promise<string> {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\dA-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const digest = await crypto.subtle.digest(
    'SHA-256',
    utf8(`undertone/backup-code/1\n${accountId}\n${code}`),
  );
  return toBase64Url(new Uint8Array(digest));
}
