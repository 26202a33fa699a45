import { err, ok } from '@undertone/base/result';
import type { StoredAccount } from '../account/account-store.ts';
import { deviceLabel } from '../account/device-label.ts';
import { dueOf, type Session } from '../account/session.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';
import { toSignedIn } from './account.ts';

export function sessionHandlers(
  dependencies: Dependencies,
): Pick<Handlers, 'signIn' | 'session' | 'signOut'> {
  const { accounts, attempts, auth, roomOf, secondFactors } = dependencies;

  const replyOf = async (account: StoredAccount, due: Session['due']) => {
    if (due === 'set-up') return { state: 'set-up-second-factor' as const };
    if (due === null) return toSignedIn(account);
    const methods = [...(await secondFactors.methodsOf(account.accountId))];
    return { state: 'second-factor' as const, methods };
  };

  return {
    signIn: async ({ body, client, defer, headers, now }) => {
      const guess = await attempts.takeGuess(body.email, client, now, 'passphrase');
      if (!guess.ok) return guess;
      // Checked here first, by one query and one hash whoever asks: better-auth asks the database once more about
      // an address that it knows, which could be timed.
      const account = await accounts.findByEmail(body.email);
      const isRight = await auth.verify(body.authSecret, account?.secretHash ?? null);
      if (account === null || !isRight) {
        defer(guess.value.wasWrong());
        return err(failWith('wrong-credentials'));
      }
      const due = dueOf(account);
      const signedIn = await auth.signIn(body, {
        assurance: due === null ? 'full' : 'pending',
        label: deviceLabel(headers),
        now,
      });
      if (!signedIn.ok) return err(failWith('wrong-credentials'));
      await guess.value.wasRight();
      return ok({ body: await replyOf(account, due), cookies: signedIn.value.cookies });
    },

    session: async ({ session }) => {
      const account = await accounts.find(session.accountId);
      return account === null
        ? err(failWith('unauthenticated'))
        : ok({ body: await replyOf(account, session.due) });
    },

    signOut: async ({ headers, session }) => {
      const { cookies } = await auth.signOut(headers);
      await roomOf(session.accountId).closeSessions({ ended: session.sessionId });
      return ok({ body: null, cookies });
    },
  };
}
