import { err, ok } from '@undertone/base/result';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';
import { isFromBiometrics, withdrawEmotionConsents } from '../organisations/withdraw-emotion-consents.ts';
import { setConsent } from '../sync/consent.ts';

const RETRY_WHEN_BUSY_MS = 1000;

export function consentHandlers({
  audit,
  organisations,
  storeOf,
}: Dependencies): Pick<Handlers, 'consents' | 'setConsent'> {
  return {
    consents: async ({ session: { accountId } }) => {
      const { consents } = await storeOf(accountId).readHead(accountId);
      return ok({ body: consents });
    },

    setConsent: async (call) => {
      const { params, body, now } = call;
      const { accountId } = call.session;
      const isForbidden = async () =>
        body.granted && isFromBiometrics(params.modality) && (await organisations.isSponsored(accountId));
      if (await isForbidden()) return err(failWith('forbidden'));
      const decision = { modality: params.modality, granted: body.granted };
      const set = await setConsent(storeOf(accountId), accountId, decision, now);
      if (!set.ok) return err({ code: 'unavailable', retryAfterMs: RETRY_WHEN_BUSY_MS });
      // Again, because the account may have become an employee's or a pupil's while it was being stored.
      if (await isForbidden()) {
        await withdrawEmotionConsents(storeOf(accountId), accountId, now);
        return err(failWith('forbidden'));
      }
      const subject = `${params.modality}/${body.granted ? 'given' : 'revoked'}`;
      await audit.record({ ...byCaller(call), action: 'consent.changed', outcome: 'done', subject }, now);
      return ok({ body: set.value });
    },
  };
}
