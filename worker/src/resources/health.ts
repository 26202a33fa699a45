import { ok } from '@undertone/base/result';
import { PROTOCOL_VERSION } from '@undertone/contract/protocol';
import { FUSION_VERSION } from '@undertone/emotion/reading';
import type { Dependencies } from '../dependencies.ts';
import type { Handlers } from '../http/mount-routes.ts';
import { VERSION } from '../version.ts';

const DATABASE_ANSWERS_WITHIN_MS = 1000;
/** What the database said is said again for so long: a crowd of monitors costs it one query. */
const ANSWER_STANDS_MS = 1000;

/**
 * 200 with `degraded` when the database is away: the Worker itself answers, and every device goes on without it. A
 * monitor reads the field.
 */
export function healthHandlers({ pingDatabase }: Dependencies): Pick<Handlers, 'health'> {
  let last = { at: -Infinity, answers: false };
  return {
    health: async ({ now }) => {
      if (Math.abs(now - last.at) >= ANSWER_STANDS_MS)
        last = { at: now, answers: await answersInTime(pingDatabase) };
      const { answers } = last;
      return ok({
        body: {
          status: answers ? 'ok' : 'degraded',
          version: VERSION,
          protocol: PROTOCOL_VERSION,
          fusion: FUSION_VERSION,
          database: answers ? 'answering' : 'not-answering',
        },
      });
    },
  };
}

async function answersInTime(ping: () => Promise<void>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), DATABASE_ANSWERS_WITHIN_MS);
  const answered = ping().then(
    () => true,
    () => false,
  );
  const answers = await Promise.race([answered, late]);
  clearTimeout(timer);
  return answers;
}
