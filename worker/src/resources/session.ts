import { err, ok } from '@undertone/base/result';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';
import { toSessionReply } from './account.ts';

export function sessionHandlers(
  dependencies: Dependencies,
): Pick<Handlers, 'signIn' | 'session' | 'signOut'> {
  const { accounts, attempts, auth, roomOf } = dependencies;
  return {
    signIn: async ({ body, client, now }) => {
      const guess = await attempts.takeGuess(body.email, client, now);
      if (!guess.ok) return guess;
      // Checked here first, by one query and one hash whoever asks: better-auth asks the database once more about
      // an address that it knows, which could be timed.
      const account = await accounts.findByEmail(body.email);
      const isRight = await auth.verify(body.authSecret, account?.secretHash ?? null);
      if (account === null || !isRight) return err(failWith('wrong-credentials'));
      const signedIn = await auth.signIn(body.email, body.authSecret);
      if (!signedIn.ok) return err(failWith('wrong-credentials'));
      await guess.value.wasRight();
      return ok({ body: toSessionReply(account), cookies: signedIn.value.cookies });
    },

    session: async ({ session }) => {
      const account = await accounts.find(session.accountId);
      return account === null ? err(failWith('unauthenticated')) : ok({ body: toSessionReply(account) });
    },

    signOut: async ({ headers, session }) => {
      const { cookies } = await auth.signOut(headers);
      await roomOf(session.accountId).closeSessions({ ended: session.sessionId });
      return ok({ body: null, cookies });
    },
  };
}
