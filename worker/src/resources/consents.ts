import { err, ok } from '@undertone/base/result';
import type { Dependencies } from '../dependencies.ts';
import type { Handlers } from '../http/mount-routes.ts';
import { setConsent } from '../sync/consent.ts';

const RETRY_WHEN_BUSY_MS = 1000;

export function consentHandlers({ storeOf }: Dependencies): Pick<Handlers, 'consents' | 'setConsent'> {
  return {
    consents: async ({ session: { accountId } }) => {
      const { consents } = await storeOf(accountId).readHead(accountId);
      return ok({ body: consents });
    },

    setConsent: async ({ params, body, session: { accountId }, now }) => {
      const decision = { modality: params.modality, granted: body.granted };
      const set = await setConsent(storeOf(accountId), accountId, decision, now);
      return set.ok
        ? ok({ body: set.value })
        : err({ code: 'unavailable', retryAfterMs: RETRY_WHEN_BUSY_MS });
    },
  };
}
