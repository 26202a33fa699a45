import { toBase64Url } from '@undertone/base/bytes';
import { revealSecret, type Redacted } from '@undertone/base/redacted';
import { ok, type Result } from '@undertone/base/result';
import { deriveRecoveryKeys, parseRecoveryWords } from '@undertone/crypto/recovery';

/** What shows the server that somebody holds the words, without showing them. */
export async function recoveryProofOf(words: Redacted<string>): Promise<Result<string, 'wrong'>> {
  const parsed = parseRecoveryWords(words);
  if (!parsed.ok) return { ok: false, error: 'wrong' };
  const { authSecret } = await deriveRecoveryKeys(parsed.value);
  return ok(toBase64Url(revealSecret(authSecret)));
}
