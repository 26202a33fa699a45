import { err, ok } from '@undertone/base/result';
import { LIMITS } from '@undertone/contract/protocol';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

type AttachmentHandlers = Pick<
  Handlers,
  'attachments' | 'putAttachmentPart' | 'attachmentPart' | 'deleteAttachment'
>;

export function attachmentHandlers({ attachments }: Dependencies): AttachmentHandlers {
  return {
    attachments: async ({ query, session: { accountId } }) => {
      const page = await attachments.list(accountId, query.after ?? '');
      return ok({
        body: {
          attachments: page.attachments.map(({ name, parts, bytes, storedAt }) => ({
            name,
            parts: [...parts],
            bytes,
            storedAt: new Date(storedAt).toISOString(),
          })),
          more: page.more,
          quota: { usedBytes: page.usedBytes, limitBytes: LIMITS.attachmentQuotaBytes },
        },
      });
    },

    putAttachmentPart: async ({ params, octets, session: { accountId }, now }) => {
      const stored = await attachments.put(accountId, params, octets, now);
      if (stored.ok) return ok({ body: null });
      if (stored.error === 'quota-exceeded') return err(failWith('quota-exceeded'));
      if (stored.error === 'interrupted') return err(failWith('unavailable'));
      return err({ code: 'invalid-request', issues: [{ path: 'content-length', rule: 'as-stored' }] });
    },

    attachmentPart: async ({ params, session: { accountId } }) => {
      const octets = await attachments.get(accountId, params);
      return octets === null ? err(failWith('not-found')) : ok({ body: octets });
    },

    deleteAttachment: async ({ params, session: { accountId } }) => {
      await attachments.delete(accountId, params.name);
      return ok({ body: null });
    },
  };
}
