import { err, ok, type Result } from '@undertone/base/result';
import type { StepUpMethod } from '@undertone/contract/second-factor';
import { byCaller } from '../audit/by-caller.ts';
import type { Session } from '../account/session.ts';
import type { Dependencies } from '../dependencies.ts';
import { relyingPartyOf } from '../factors/relying-party.ts';
import { showFactor, type ProvingCall } from '../factors/show-factor.ts';
import { failWith, type Failure } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

type StepUpHandlers = Pick<Handlers, 'stepUpMethods' | 'sendStepUpCode' | 'stepUpPasskeyOptions' | 'stepUp'>;

type SentProof = { readonly method: 'email-code' | 'phone-code'; readonly code: string };

/** Showing again that it is you, before an act that cannot be undone. */
export function stepUpHandlers(dependencies: Dependencies): StepUpHandlers {
  const { accounts, attempts, audit, auth, codes, notices, secondFactors } = dependencies;

  /** Whoever has a second factor shows it: nothing weaker does. */
  const methodsOf = async ({ accountId, hasSecondFactor }: Session): Promise<readonly StepUpMethod[]> => {
    if (hasSecondFactor) return secondFactors.methodsOf(accountId);
    const { phone } = await secondFactors.addressesOf(accountId);
    const sent: StepUpMethod[] = [];
    if (notices.channels.email) sent.push('email-code');
    if (notices.channels.phone && phone !== null) sent.push('phone-code');
    return sent.length > 0 ? sent : ['passphrase'];
  };

  const addressOf = async ({ accountId }: Session, to: 'email' | 'phone') => {
    const { email, phone, locale } = await secondFactors.addressesOf(accountId);
    return { to: to === 'phone' && phone !== null ? { phone } : { email }, locale };
  };

  const checked = async (
    call: ProvingCall,
    secret: 'second-factor' | 'passphrase',
    check: () => Promise<Result<void, Failure>>,
  ): Promise<Result<void, Failure>> => {
    const { session, client, now, defer } = call;
    // Counted by its session, so that strangers who guess elsewhere keep nobody from their own acts.
    const guess = await attempts.takeGuess(session.email, client, now, secret, session.sessionId);
    if (!guess.ok) return guess;
    const shown = await check();
    if (shown.ok) await guess.value.wasRight();
    else defer(() => guess.value.wasWrong());
    const outcome = shown.ok
      ? ({ action: 'step-up.passed', outcome: 'done' } as const)
      : ({ action: 'step-up.refused', outcome: 'refused' } as const);
    await audit.record({ ...byCaller(call), ...outcome }, now);
    return shown;
  };

  const showSent = (call: ProvingCall, { method, code }: SentProof) =>
    checked(call, 'second-factor', async () => {
      const { to } = await addressOf(call.session, method === 'phone-code' ? 'phone' : 'email');
      return codes.take({ purpose: 'step-up', to, asker: call.session.sessionId, code }, call.now);
    });

  const showPassphrase = (call: ProvingCall, authSecret: string) =>
    checked(call, 'passphrase', async () => {
      const account = await accounts.find(call.session.accountId);
      const isRight = account !== null && (await auth.verify(authSecret, account.secretHash));
      return isRight ? ok() : err(failWith('wrong-credentials'));
    });

  return {
    stepUpMethods: async ({ session }) => ok({ body: { methods: [...(await methodsOf(session))] } }),

    sendStepUpCode: async ({ body, client, session, now }) => {
      if (!(await methodsOf(session)).includes(`${body.to}-code`)) return err(failWith('forbidden'));
      const { to, locale } = await addressOf(session, body.to);
      const { accountId: account } = session;
      const sent = await codes.send(
        { purpose: 'step-up', to, locale, client, asker: session.sessionId, account },
        now,
      );
      return sent.ok ? ok({ body: null }) : sent;
    },

    stepUpPasskeyOptions: async ({ session, headers, now }) => {
      const party = relyingPartyOf(headers);
      if (!party.ok) return party;
      const stored = await secondFactors.passkeys.list(session.accountId);
      const challenge = await secondFactors.challenges.create('step-up', session.sessionId, now);
      const allowed = stored.map(({ id, transports }) => ({ id, transports: [...transports] }));
      return ok({ body: { challenge, rpId: party.value.id, allowed } });
    },

    stepUp: async (call) => {
      const { body, session, now } = call;
      if (!(await methodsOf(session)).includes(body.method)) return err(failWith('forbidden'));
      const shown = await show(call);
      if (!shown.ok) return shown;
      await secondFactors.sessions.stepUp(session.accountId, session.sessionId, now);
      return ok({ body: null });
    },
  };

  function show(call: Parameters<StepUpHandlers['stepUp']>[0]): Promise<Result<void, Failure>> {
    const { body } = call;
    switch (body.method) {
      case 'passphrase':
        return showPassphrase(call, body.authSecret);
      case 'email-code':
      case 'phone-code':
        return showSent(call, body);
      default:
        return showFactor(dependencies, call, body, 'step-up');
    }
  }
}
