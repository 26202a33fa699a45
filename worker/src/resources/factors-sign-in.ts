import { toBase64Url, utf8 } from '@undertone/base/bytes';
import { err, ok } from '@undertone/base/result';
import { deviceLabel } from '../account/device-label.ts';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { relyingPartyOf } from '../factors/relying-party.ts';
import { showFactor, showPasskey } from '../factors/show-factor.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';
import { toSignedIn } from './account.ts';

type SignInHandlers = Pick<
  Handlers,
  | 'secondFactorDue'
  | 'secondFactorPasskeyOptions'
  | 'showSecondFactor'
  | 'passkeySignInOptions'
  | 'signInByPasskey'
>;

/** Signing in with a second factor, or with a passkey alone. */
export function factorSignInHandlers(dependencies: Dependencies): SignInHandlers {
  const { accounts, attempts, audit, knownDevices, networks, notices, secondFactors } = dependencies;
  const { challenges, passkeys, resets, sessions } = secondFactors;

  return {
    secondFactorDue: async ({ session, now }) => {
      const isDue = session.due === 'show';
      const [methods, resetAt] = isDue
        ? await Promise.all([
            secondFactors.methodsOf(session.accountId),
            resets.dueAt(session.accountId, now),
          ])
        : [[], null];
      return ok({
        body: {
          methods: [...methods],
          canReset: isDue && notices.channels.email,
          resetAt: resetAt === null ? null : new Date(resetAt).toISOString(),
        },
      });
    },

    secondFactorPasskeyOptions: async ({ session, headers, now }) => {
      const party = relyingPartyOf(headers);
      if (!party.ok) return party;
      if (session.due !== 'show') return err(failWith('invalid-request'));
      const stored = await passkeys.list(session.accountId);
      const challenge = await challenges.create('second-factor', session.sessionId, now);
      const allowed = stored.map(({ id, transports }) => ({ id, transports: [...transports] }));
      return ok({ body: { challenge, rpId: party.value.id, allowed } });
    },

    showSecondFactor: async (call) => {
      const { body, session, now } = call;
      const { accountId, sessionId } = session;
      // Of a session that owes nothing this would be a second, unasked way to step up.
      if (session.due !== 'show') return err(failWith('invalid-request'));
      const shown = await showFactor(dependencies, call, body, 'second-factor');
      if (!shown.ok) return shown;
      const raised = await sessions.raise(accountId, sessionId, { steppedUp: true }, now);
      const account = await accounts.find(accountId);
      if (raised === null || account === null) return err(failWith('unauthenticated'));
      await audit.record(
        { ...byCaller(call), action: 'session.started', outcome: 'done', subject: sessionId },
        now,
      );
      return ok({ body: toSignedIn(account), cookies: raised.cookies });
    },

    passkeySignInOptions: async ({ headers, now }) => {
      const party = relyingPartyOf(headers);
      if (!party.ok) return party;
      const challenge = await challenges.create('sign-in', null, now);
      // Whoever asks gets the same: nothing here tells who has an account or a passkey.
      return ok({ body: { challenge, rpId: party.value.id, allowed: [] } });
    },

    signInByPasskey: async (call) => {
      const { client, headers, now, defer } = call;
      const { assertion } = call.body;
      // Counted by the passkey: strangers who send rubbish must not lock the owner's other ways in.
      const guess = await attempts.takeGuess(`passkey:${assertion.id}`, client, now, 'second-factor');
      if (!guess.ok) return guess;
      const passkey = await passkeys.find(assertion.id);
      const account = passkey === null ? null : await accounts.find(passkey.accountId);
      const isOwn =
        account !== null &&
        !account.isLocked &&
        (assertion.userHandle === null || assertion.userHandle === toBase64Url(utf8(account.accountId)));
      const shown =
        isOwn &&
        passkey !== null &&
        (await showPasskey(dependencies, passkey, assertion, {
          ...{ headers, now, purpose: 'sign-in', sessionId: null, verified: true },
        }));
      const label = deviceLabel(headers);
      const begun =
        shown === false || !shown.ok || passkey === null ? null : await sessions.begin(passkey, label, now);
      if (account === null || passkey === null || begun === null) {
        defer(() => guess.value.wasWrong());
        defer(() => networks.refused(client, account?.email ?? assertion.id, now));
        if (account !== null) {
          const refused = { action: 'session.refused', outcome: 'refused' } as const;
          const by = byCaller(call, account.accountId);
          defer(() => audit.record({ ...by, ...refused }, now));
        }
        return err(failWith('wrong-credentials'));
      }
      const { accountId, email } = account;
      await guess.value.wasRight();
      if (await resets.cancel(accountId)) {
        const cancelled = { action: 'second-factor.reset-cancelled', outcome: 'done' } as const;
        await audit.record({ ...byCaller(call, accountId), ...cancelled }, now);
      }
      const started = { action: 'session.started', outcome: 'done', subject: begun.sessionId } as const;
      const isUsualDevice = (await knownDevices.read(email, account.secretHash, headers)) !== null;
      await audit.record({ ...byCaller(call, accountId), ...started, actor: accountId, isUsualDevice }, now);
      defer(networks.signedIn(client, accountId, now));
      const remembered = await knownDevices.remember(email, account.secretHash, headers);
      if (remembered !== null) defer(notices.tell(accountId, 'new-device', now, { device: label }));
      const cookies = [...begun.cookies, ...(remembered === null ? [] : [remembered])];
      return ok({ body: { ...toSignedIn(account), passkeyWrap: passkey.wrap }, cookies });
    },
  };
}
