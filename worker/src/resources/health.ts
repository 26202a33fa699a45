import { ok } from '@undertone/base/result';
import { PROTOCOL_VERSION } from '@undertone/contract/protocol';
import { FUSION_VERSION } from '@undertone/emotion/reading';
import type { Dependencies } from '../dependencies.ts';
import type { Handlers } from '../http/mount-routes.ts';
import { VERSION } from '../version.ts';

const DATABASE_ANSWERS_WITHIN_MS = 1000;

/**
 * 200 with `degraded` when the database is away: the Worker itself answers, and every device goes on without it. A
 * monitor reads the field.
 */
export function healthHandlers({ pingDatabase }: Dependencies): Pick<Handlers, 'health'> {
  return {
    health: async () => {
      const answers = await answersInTime(pingDatabase);
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
