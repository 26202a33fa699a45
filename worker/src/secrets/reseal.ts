import type { RandomBytes } from '@undertone/base/clock';
import { sealingSecretsOf, type Environment } from '../environment.ts';
import { logEvent } from '../log.ts';
import { createSealer } from './sealer.ts';

interface Place {
  /** Of the sealer. */
  readonly purpose: string;
  /** Rows by `id`, with what is `sealed` and the `context` that it was sealed for. */
  readonly from: string;
  readonly replace: string;
}

/** Everything that the deployment keeps sealed for longer than a change of its secret takes. */
const PLACES: readonly Place[] = [
  {
    purpose: 'signing-keys',
    from: `SELECT id, sealed_private AS sealed, 'signing-key/' || purpose || '/' || id AS context FROM signing_key`,
    replace: `UPDATE signing_key SET sealed_private = ?3 WHERE id = ?1 AND sealed_private = ?2`,
  },
  {
    purpose: 'second-factors',
    from: `SELECT account_id AS id, sealed, 'totp ' || account_id AS context FROM totp`,
    replace: `UPDATE totp SET sealed = ?3 WHERE account_id = ?1 AND sealed = ?2`,
  },
  {
    purpose: 'notices',
    from: `SELECT id, sealed, id AS context FROM notice`,
    replace: `UPDATE notice SET sealed = ?3 WHERE id = ?1 AND sealed = ?2`,
  },
];

const ROWS_AT_ONCE = 200;
/** The rest waits for the next round. */
const MOST_ROWS = 10_000;

export interface Resealed {
  readonly purpose: string;
  readonly resealed: number;
  /** Opens under neither secret: rubbish, or left from a change before the last. */
  readonly unreadable: number;
  /** Not looked at yet. With none left anywhere, the previous secret may go. */
  readonly isDone: boolean;
}

/**
 * While SEALING_SECRET is being changed: seals under the current one what the previous one sealed, retired signing keys
 * included, since nobody vouches for what they signed once they do not open. Does nothing when there is no previous
 * one. A row that somebody else changes meanwhile is left to the next round.
 */
export async function reseal(
  environment: Pick<Environment, 'DB' | 'SEALING_SECRET' | 'SEALING_SECRET_PREVIOUS'>,
  random: RandomBytes,
): Promise<readonly Resealed[]> {
  if (!environment.SEALING_SECRET_PREVIOUS) return [];
  const secrets = sealingSecretsOf(environment as Environment);
  const done: Resealed[] = [];
  for (const { purpose, from, replace } of PLACES) {
    const sealer = await createSealer(secrets, purpose, random);
    const read = environment.DB.prepare(
      `SELECT id, sealed, context FROM (${from}) WHERE sealed IS NOT NULL AND substr(sealed, 1, ?1) <> ?2 AND id > ?3
        ORDER BY id LIMIT ${ROWS_AT_ONCE}`,
    );
    let [after, seen, resealed, unreadable, isDone] = ['', 0, 0, 0, false];
    while (!isDone && seen < MOST_ROWS) {
      const { results } = await read
        .bind(sealer.mark.length, sealer.mark, after)
        .all<{ id: string; sealed: string; context: string }>();
      const changes: D1PreparedStatement[] = [];
      for (const { id, sealed, context } of results) {
        const opened = await sealer.open(sealed, context);
        if (!opened.ok) unreadable++;
        else {
          const anew = await sealer.seal(opened.value, context);
          changes.push(environment.DB.prepare(replace).bind(id, sealed, anew));
        }
      }
      if (changes.length > 0) await environment.DB.batch(changes);
      resealed += changes.length;
      seen += results.length;
      after = results.at(-1)?.id ?? after;
      isDone = results.length < ROWS_AT_ONCE;
    }
    done.push({ purpose, resealed, unreadable, isDone });
  }
  for (const { purpose, resealed, unreadable, isDone } of done)
    logEvent('resealed', { purpose, resealed, unreadable, isDone });
  return done;
}
