import { err, ok } from '@undertone/base/result';
import type { RowTrouble } from '@undertone/contract/directory-import';
import type { AuditAction } from '@undertone/contract/audit';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Call, Handlers } from '../http/mount-routes.ts';

type DirectoryImportHandlers = Pick<
  Handlers,
  | 'directoryImports'
  | 'newDirectoryImport'
  | 'directoryImport'
  | 'directoryImportPart'
  | 'startDirectoryImport'
  | 'cancelDirectoryImport'
  | 'undoDirectoryImport'
  | 'directoryImportErrors'
  | 'careReports'
  | 'resolveCareReports'
>;

export function directoryImportHandlers({
  directoryImports: imports,
  careReports: reports,
  pseudonymOf,
  audit,
}: Dependencies): DirectoryImportHandlers {
  /** Into the deployment's own chain: the directory is nobody's account. */
  const record = (
    call: Parameters<typeof byCaller>[0] & Pick<Call, 'now'>,
    action: AuditAction,
    subject: string,
  ) => audit.record({ ...byCaller(call, null), action, outcome: 'done', subject }, call.now);

  const view = async (id: string, now: Call['now']) => {
    const found = await imports.find(id, now);
    return found === null ? err(failWith('not-found')) : ok({ body: found });
  };

  return {
    directoryImports: async ({ now }) => ok({ body: await imports.list(now) }),

    newDirectoryImport: async ({ body, session, now }) => {
      const created = await imports.create(body, await pseudonymOf(session.accountId), now);
      return created.ok ? view(created.value, now) : err(failWith(created.error));
    },

    directoryImport: async ({ params, now }) => view(params.import, now),

    directoryImportPart: async ({ params, octets, now }) => {
      const stored = await imports.putPart({ importId: params.import, part: params.part }, octets, now);
      if (stored.ok) return ok({ body: null });
      if (stored.error === 'interrupted') return err(failWith('unavailable'));
      if (stored.error !== 'wrong-length') return err(failWith(stored.error));
      return err({ code: 'invalid-request', issues: [{ path: 'content-length', rule: 'part' }] });
    },

    startDirectoryImport: async (call) => {
      const { params, body, now } = call;
      const started = await imports.start(params.import, body.dryRun, now);
      if (!started.ok) return err(failWith(started.error));
      if (!body.dryRun) await record(call, 'directory.import-started', params.import);
      return view(params.import, now);
    },

    cancelDirectoryImport: async (call) => {
      const cancelled = await imports.cancel(call.params.import, call.now);
      if (!cancelled.ok) return err(failWith(cancelled.error));
      await record(call, 'directory.import-cancelled', call.params.import);
      return ok({ body: null });
    },

    undoDirectoryImport: async (call) => {
      const undone = await imports.undo(call.params.import, call.now);
      if (!undone.ok) return err(failWith(undone.error));
      await record(call, 'directory.import-undone', call.params.import);
      return view(call.params.import, call.now);
    },

    directoryImportErrors: async ({ params, query }) => {
      const page = await imports.errors(params.import, query.after);
      if (page === null) return err(failWith('not-found'));
      const errors = page.errors.map(({ row, trouble, field, excerpt }) => ({
        ...{ row, field, excerpt },
        trouble: trouble as RowTrouble,
      }));
      return ok({ body: { errors, more: page.more } });
    },

    careReports: async () => ok({ body: { reports: [...(await reports.list())] } }),

    resolveCareReports: async (call) => {
      const { params, body } = call;
      if (!(await reports.resolve(params.entry, body.outcome))) return err(failWith('not-found'));
      const action = body.outcome === 'hidden' ? 'directory.entry-hidden' : 'directory.entry-kept';
      await record(call, action, params.entry);
      return ok({ body: null });
    },
  };
}
