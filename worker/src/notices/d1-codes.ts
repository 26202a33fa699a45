import { equalBytes, parseBase64Url, toBase64Url, utf8 } from '@undertone/base/bytes';
import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import type { Attempts } from '../account/attempts.ts';
import { failWith } from '../http/failure.ts';
import type { CodePurpose, Codes } from './codes.ts';
import { drawCode } from './draw-code.ts';
import type { NoticeAddress, NoticeKind, Notices } from './notices.ts';

const MINUTES = 10;
const LIFETIME_MS = MINUTES * 60_000;
const MOST_TRIES = 5;
const MAC_BYTES = 32;

const NOTICE_OF: Record<CodePurpose, NoticeKind> = {
  'sign-up': 'sign-up-code',
  verify: 'verification-code',
  'step-up': 'step-up-code',
  unlock: 'unlock-code',
  'second-factor-reset': 'second-factor-reset-code',
};

const REPLACE = `INSERT INTO one_time_code (key, mac, expires_at, tries) VALUES (?1, ?2, ?3, 0)
  ON CONFLICT (key) DO UPDATE SET mac = excluded.mac, expires_at = excluded.expires_at, tries = 0`;

/** A try is counted before it is looked at, so that many at once are no more than many after another. */
const TRY = `UPDATE one_time_code SET tries = tries + 1 WHERE key = ?1 AND expires_at > ?2 AND tries < ${MOST_TRIES}
  RETURNING mac`;

const USE_UP = `DELETE FROM one_time_code WHERE key = ?1 AND mac = ?2`;

/** Codes whose table tells neither them nor whom they were sent to. */
export async function createCodes(
  database: D1Database,
  secret: string,
  {
    notices,
    attempts,
    random,
  }: { notices: Notices; attempts: Pick<Attempts, 'takeCode'>; random: RandomBytes },
): Promise<Codes> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const hmacKey = await crypto.subtle.importKey('raw', utf8(secret), algorithm, false, ['sign']);
  const hmac = async (words: readonly string[]) =>
    new Uint8Array(await crypto.subtle.sign('HMAC', hmacKey, utf8(JSON.stringify(words))));
  const keyOf = async (purpose: CodePurpose, to: NoticeAddress, asker: string) =>
    toBase64Url(await hmac(['code-key', purpose, addressOf(to), asker]));
  const macOf = (key: string, code: string) => hmac(['code', key, code]);

  return {
    send: async ({ purpose, to, locale, client, asker, account, decoy = false, instead }, now) => {
      const byPhone = 'phone' in to;
      const allowed = await attempts.takeCode(
        { purpose, address: addressOf(to), client, account, byPhone },
        now,
      );
      if (!allowed.ok) return allowed;
      const code = drawCode(random);
      const key = await keyOf(purpose, to, asker);
      const isKnown = !decoy && instead === undefined;
      const right = await macOf(key, code);
      const expiresAt = (now + LIFETIME_MS) as EpochMs;
      await database
        .prepare(REPLACE)
        .bind(key, toBase64Url(isKnown ? right : random(MAC_BYTES)), expiresAt)
        .run();
      const values = instead === undefined ? { code, minutes: String(MINUTES) } : {};
      const kind = instead ?? NOTICE_OF[purpose];
      await notices.send({ kind, to, locale, values, decoy, expiresAt, ...(account && { account }) }, now);
      return ok();
    },

    take: async ({ purpose, to, asker, code }, now) => {
      // Nobody's key is one that no code was ever kept under, so it takes as long as any.
      const key = await keyOf(purpose, to, asker ?? '');
      const given = await macOf(key, code);
      const row = await database.prepare(TRY).bind(key, now).first<{ mac: string }>();
      const stored = parseBase64Url(row?.mac ?? '');
      if (row === null || !stored.ok || !equalBytes(stored.value, given)) return err(failWith('wrong-code'));
      const { meta } = await database.prepare(USE_UP).bind(key, row.mac).run();
      return meta.changes === 1 ? ok() : err(failWith('wrong-code'));
    },
  };
}

function addressOf(to: NoticeAddress): string {
  return 'email' in to ? `mailto:${to.email}` : `tel:${to.phone}`;
}
