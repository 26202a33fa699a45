import { GUARDED_ROLES } from '@undertone/contract/access';

const GUARDED = GUARDED_ROLES.map((role) => `'${role}'`).join(', ');

/** Whether account ?1 has any factor: backup codes stand in for one and are none. */
export const HAS_FACTOR = `(EXISTS (SELECT 1 FROM totp WHERE account_id = ?1 AND sealed IS NOT NULL)
  OR EXISTS (SELECT 1 FROM passkey WHERE account_id = ?1))`;

/** Whether a role of account ?1 may not be without a second factor. */
export const IS_GUARDED = `(EXISTS (SELECT 1 FROM user WHERE id = ?1 AND is_super_admin = 1)
  OR EXISTS (SELECT 1 FROM membership WHERE account_id = ?1 AND role IN (${GUARDED})))`;

/**
 * The first factor brings backup codes: ?2 is a JSON list of hashes. Nothing is inserted with a further factor, nor
 * when the one before in this transaction was not added after all.
 */
export const ADD_FIRST_CODES = `INSERT INTO backup_code (account_id, hash)
  SELECT ?1, value FROM json_each(?2)
  WHERE ${HAS_FACTOR} AND (SELECT has_second_factor FROM user WHERE id = ?1) = 0
  RETURNING hash`;

/**
 * What was signed in before the account had a factor may be a thief's: browsers owe it from now on, programs end. Not
 * the session ?2 that adds it; nothing with a further factor.
 */
export const ASK_ALL_FOR_FIRST = [
  `UPDATE session SET assurance = 'pending', stepped_up_at = NULL
    WHERE user_id = ?1 AND id <> ?2 AND kind = 'web' AND ${HAS_FACTOR}
      AND (SELECT has_second_factor FROM user WHERE id = ?1) = 0`,
  `DELETE FROM session WHERE user_id = ?1 AND id <> ?2 AND kind = 'api' AND ${HAS_FACTOR}
    AND (SELECT has_second_factor FROM user WHERE id = ?1) = 0`,
] as const;

/** Ends every change of factors, in the same transaction. Takes ?1, the account. */
export const SETTLE = [
  `UPDATE user SET has_second_factor = ${HAS_FACTOR} WHERE id = ?1`,
  `DELETE FROM backup_code WHERE account_id = ?1 AND NOT ${HAS_FACTOR}`,
  `DELETE FROM second_factor_reset WHERE account_id = ?1 AND NOT ${HAS_FACTOR}`,
] as const;
