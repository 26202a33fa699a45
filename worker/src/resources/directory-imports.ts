import { err, ok, type Result } from '@undertone/base/result';
import type { RowTrouble } from '@undertone/contract/directory-import';
import type { AuditAction } from '@undertone/contract/audit';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import type { RecordFirst } from '../directory/import/directory-imports.ts';
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
  | 'hiddenEntries'
  | 'resolveCareReports'
>;

export function directoryImportHandlers({
  directoryImports: imports,
  careReports: reports,
  pseudonymOf,
  audit,
}: Dependencies): DirectoryImportHandlers {
  /**
   * Into the deployment's own chain, since the directory is nobody's account. What then could not be done after all,
   * because somebody else was faster, gets a second row that says so.
   */
  const recorded = async <Refusal>(
    call: Parameters<typeof byCaller>[0] & Pick<Call, 'now'>,
    action: AuditAction,
    subject: string,
    act: (recordFirst: RecordFirst) => Promise<Result<void, Refusal>>,
  ): Promise<Result<void, Refusal>> => {
    const record = (outcome: 'done' | 'refused') =>
      audit.record({ ...byCaller(call, null), action, outcome, subject }, call.now);
    let isRecorded = false;
    const acted = await act(async () => {
      await record('done');
      isRecorded = true;
    });
    if (!acted.ok && isRecorded) await record('refused');
    return acted;
  };

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
      const id = params.import;
      const started = body.dryRun
        ? await imports.start(id, true, async () => {}, now)
        : await recorded(call, 'directory.import-started', id, (recordFirst) =>
            imports.start(id, false, recordFirst, now),
          );
      return started.ok ? view(id, now) : err(failWith(started.error));
    },

    cancelDirectoryImport: async (call) => {
      const id = call.params.import;
      const cancelled = await recorded(call, 'directory.import-cancelled', id, (recordFirst) =>
        imports.cancel(id, recordFirst, call.now),
      );
      return cancelled.ok ? ok({ body: null }) : err(failWith(cancelled.error));
    },

    undoDirectoryImport: async (call) => {
      const id = call.params.import;
      const undone = await recorded(call, 'directory.import-undone', id, (recordFirst) =>
        imports.undo(id, recordFirst, call.now),
      );
      return undone.ok ? view(id, call.now) : err(failWith(undone.error));
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

    hiddenEntries: async () => ok({ body: { entries: [...(await reports.hidden())] } }),

    resolveCareReports: async (call) => {
      const { params, body } = call;
      const resolved = await recorded(call, `directory.entry-${body.outcome}`, params.entry, (recordFirst) =>
        reports.resolve(params.entry, body.outcome, recordFirst),
      );
      return resolved.ok ? ok({ body: null }) : err(failWith(resolved.error));
    },
  };
}
