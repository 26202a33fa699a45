import { err, ok } from '@undertone/base/result';
import { EXPORT_VERSION } from '@undertone/contract/export';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

export function exportHandlers({
  accountExport,
  audit,
  readSession,
}: Dependencies): Pick<Handlers, 'exportAccount'> {
  return {
    exportAccount: async (call) => {
      const { query, session, headers, now } = call;
      // Once for each export, before its first page.
      if (query.after === undefined) {
        await audit.record({ ...byCaller(call), action: 'account.exported', outcome: 'done' }, now);
        // A breach rule may have ended the session for it: then not even this page goes out.
        if ((await readSession(headers, now)) === null) return err(failWith('unauthenticated'));
      }
      const page = await accountExport.read(session.accountId, query.after, now);
      if (!page.ok) return err({ code: 'invalid-request', issues: [{ path: 'after', rule: 'as-answered' }] });
      return ok({ body: { version: EXPORT_VERSION, lines: [...page.value.lines], next: page.value.next } });
    },
  };
}
