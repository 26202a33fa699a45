import { err, ok } from '@undertone/base/result';
import type { StoredAccount } from '../account/account-store.ts';
import { deviceLabel } from '../account/device-label.ts';
import { dueOf, type Session } from '../account/session.ts';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';
import { toSignedIn } from './account.ts';

export function sessionHandlers(
  dependencies: Dependencies,
): Pick<Handlers, 'signIn' | 'session' | 'signOut'> {
  const { accounts, attempts, audit, auth, knownDevices, networks, notices, roomOf, secondFactors } =
    dependencies;

  const replyOf = async (account: StoredAccount, due: Session['due']) => {
    if (due === 'set-up') return { state: 'set-up-second-factor' as const };
    if (due === null) return toSignedIn(account);
    const methods = [...(await secondFactors.methodsOf(account.accountId))];
    return { state: 'second-factor' as const, methods };
  };

  return {
    signIn: async (call) => {
      const { body, client, defer, headers, now } = call;
      // Checked here first, by one query and one hash whoever asks: better-auth asks the database once more about
      // an address that it knows, which could be timed.
      const account = await accounts.findByEmail(body.email);
      const device = await knownDevices.read(body.email, account?.secretHash ?? null, headers);
      const guess = await attempts.takeGuess(body.email, client, now, 'passphrase', device);
      if (!guess.ok) return guess;
      const isRight = await auth.verify(body.authSecret, account?.secretHash ?? null);
      if (account === null || !isRight) {
        defer(() => guess.value.wasWrong());
        defer(() => networks.refused(client, body.email, now));
        const refused = { action: 'session.refused', outcome: 'refused' } as const;
        // Its time must not tell whether there is an account to write this down for.
        if (account !== null) {
          const by = byCaller(call, account.accountId);
          defer(() => audit.record({ ...by, ...refused }, now));
        }
        return err(failWith('wrong-credentials'));
      }
      await guess.value.wasRight();
      // Told to nobody who does not know the secret.
      if (account.isLocked) return err(failWith('account-locked'));
      const owed = dueOf(account);
      const label = deviceLabel(headers);
      const signedIn = await auth.signIn(body, {
        assurance: owed === null ? 'full' : 'pending',
        label,
        secretHash: account.secretHash,
        now,
      });
      if (!signedIn.ok) return err(failWith('wrong-credentials'));
      const due = owed ?? (signedIn.value.assurance === 'pending' ? 'show' : null);
      const { accountId } = account;
      const started = {
        action: 'session.started',
        outcome: 'done',
        subject: signedIn.value.sessionId,
      } as const;
      await audit.record(
        {
          ...byCaller(call, accountId),
          ...started,
          // With a second factor it starts when that was shown; until then it is nobody's.
          ...(due === 'show' ? { action: 'session.pending' } : { actor: accountId }),
          isUsualDevice: device !== null,
        },
        now,
      );
      defer(networks.signedIn(client, accountId, now));
      const remembered = await knownDevices.remember(body.email, account.secretHash, headers);
      if (remembered !== null) defer(notices.tell(accountId, 'new-device', now, { device: label }));
      const cookies = [...signedIn.value.cookies, ...(remembered === null ? [] : [remembered])];
      return ok({ body: await replyOf(account, due), cookies });
    },

    session: async ({ session }) => {
      const account = await accounts.find(session.accountId);
      return account === null
        ? err(failWith('unauthenticated'))
        : ok({ body: await replyOf(account, session.due) });
    },

    signOut: async (call) => {
      const { headers, session, now } = call;
      const { cookies } = await auth.signOut(headers);
      await roomOf(session.accountId).closeSessions({ ended: session.sessionId });
      const ended = { action: 'session.ended', outcome: 'done', subject: session.sessionId } as const;
      await audit.record({ ...byCaller(call), ...ended }, now);
      return ok({ body: null, cookies: [...cookies, knownDevices.forget()] });
    },
  };
}
