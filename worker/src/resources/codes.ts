import { err, ok } from '@undertone/base/result';
import { askerOf, rememberAsker } from '../account/asker.ts';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Failure } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

type CodeHandlers = Pick<
  Handlers,
  'accountOptions' | 'sendSignUpCode' | 'sendUnlockCode' | 'unlock' | 'sendAddressCode'
>;

const noChannel = (path: 'email' | 'phone'): Failure => ({
  code: 'invalid-request',
  issues: [{ path, rule: 'not-sent-to-here' }],
});

/** Codes by mail and SMS. Whoever has no session learns nothing about who has an account. */
export function codeHandlers(dependencies: Dependencies): CodeHandlers {
  const { accounts, attempts, audit, codes, knownDevices, notices, random } = dependencies;
  const { channels } = notices;
  return {
    accountOptions: async () => ok({ body: { emailCodes: channels.email, phoneCodes: channels.phone } }),

    sendSignUpCode: async ({ body: { email, locale }, client, headers, now }) => {
      if (!channels.email) return err(noChannel('email'));
      const { asker, cookie } = rememberAsker(headers, random);
      const account = await accounts.findByEmail(email);
      const sent = await codes.send(
        {
          ...{ purpose: 'sign-up', to: { email }, locale, client, asker },
          ...(account !== null && { instead: 'sign-up-with-known-address' as const }),
        },
        now,
      );
      return sent.ok ? ok({ body: null, cookies: [cookie] }) : sent;
    },

    sendUnlockCode: async ({ body: { email, locale }, client, headers, now }) => {
      if (!channels.email) return err(noChannel('email'));
      const { asker, cookie } = rememberAsker(headers, random);
      const account = await accounts.findByEmail(email);
      const sent = await codes.send(
        { purpose: 'unlock', to: { email }, locale, client, asker, decoy: account === null },
        now,
      );
      return sent.ok ? ok({ body: null, cookies: [cookie] }) : sent;
    },

    unlock: async (call) => {
      const { email, code } = call.body;
      const asker = askerOf(call.headers);
      const taken = await codes.take({ purpose: 'unlock', to: { email }, asker, code }, call.now);
      if (!taken.ok) return taken;
      // Only who has an account was ever sent a code.
      const account = await accounts.findByEmail(email);
      if (account === null) return ok({ body: null });
      const { accountId, secretHash } = account;
      await attempts.forgive(email, await knownDevices.read(email, secretHash, call.headers));
      await accounts.unlock(accountId, call.now);
      await audit.record(
        { ...byCaller(call, accountId), action: 'account.unlocked', outcome: 'done' },
        call.now,
      );
      call.defer(notices.tell(accountId, 'account-unlocked', call.now));
      return ok({ body: null });
    },

    sendAddressCode: async ({ body, client, session: { accountId, sessionId: asker }, now }) => {
      const isEmail = 'email' in body;
      if (!channels[isEmail ? 'email' : 'phone']) return err(noChannel(isEmail ? 'email' : 'phone'));
      const [{ locale = 'en' } = {}, taken] = await Promise.all([
        accounts.find(accountId).then((account) => account ?? undefined),
        isEmail ? accounts.findByEmail(body.email) : null,
      ]);
      const sent = await codes.send(
        {
          ...{ purpose: 'verify', to: body, locale, client, asker, account: accountId },
          // Its owner learns of it; who asked does not learn that there is an owner.
          ...(taken !== null && { instead: 'sign-up-with-known-address' as const }),
        },
        now,
      );
      return sent.ok ? ok({ body: null }) : sent;
    },
  };
}
