import { err, ok } from '@undertone/base/result';
import { EXPORT_VERSION } from '@undertone/contract/export';
import type { Dependencies } from '../dependencies.ts';
import type { Handlers } from '../http/mount-routes.ts';

export function exportHandlers({ accountExport, audit }: Dependencies): Pick<Handlers, 'exportAccount'> {
  return {
    exportAccount: async ({ query, session: { accountId }, country, requestId, now }) => {
      const page = await accountExport.read(accountId, query.after, now);
      if (!page.ok) return err({ code: 'invalid-request', issues: [{ path: 'after', rule: 'as-answered' }] });
      // Once for each export, with its first page.
      if (query.after === undefined) {
        await audit.record(
          {
            ...{ account: accountId, actor: accountId, requestId },
            ...{ action: 'account.exported', outcome: 'done' },
            ...(country !== null && { country }),
          },
          now,
        );
      }
      return ok({ body: { version: EXPORT_VERSION, lines: [...page.value.lines], next: page.value.next } });
    },
  };
}
