import { ACCOUNTS, eachTurn, idOf, type Kind, type Stage } from './kind.ts';

const own = (at: number) => `/organisations/${idOf(at % ACCOUNTS)}`;

const events = async ({ worker }: Stage, from: number, to: number) =>
  worker.run([
    eachTurn(
      ...([from, to] as const),
      `INSERT INTO security_event (id, rule, severity, account_id, raised_at, evidence, response)
        SELECT id, 'export-burst', 'warning', account, ${Date.now()}, '{"count":5,"countries":[]}', 'told' FROM turn`,
    ),
  ]);

/** Each adds a row to what the next one exports. */
const EXPORTS = { requests: 200, times: 1, prepare: async () => {} };

const asSuperAdmins = async ({ worker }: Stage) =>
  worker.run([{ sql: 'UPDATE user SET is_super_admin = 1 WHERE id IN (SELECT id FROM bench_account)' }]);

/** The record of acts and the events that were found in it: one's own, an organisation's, the deployment's. */
export const RECORD_KINDS: readonly Kind[] = [
  { request: 'own record, a page', route: 'audit' },
  { request: 'own record, exported', route: 'exportAudit', rounds: EXPORTS },
  { request: 'keys of records, read', route: 'auditKeys' },
  {
    request: 'own security events, 20, read',
    route: 'securityEvents',
    before: async (stage) => events(stage, 0, 20 * ACCOUNTS),
  },
  {
    request: 'own security event, answered',
    route: 'resolveSecurityEvent',
    path: ({ at }) => `/audit/security-events/${idOf(at)}/resolution`,
    body: () => ({ resolution: 'mine' }),
    rounds: { requests: 500, times: 2, prepare: events },
  },
  {
    request: "organisation's record, a page",
    ...{ route: 'organisationAudit', path: ({ at }) => `${own(at)}/audit` },
  },
  {
    request: "organisation's record, exported",
    ...{ route: 'exportOrganisationAudit', path: ({ at }) => `${own(at)}/audit/export` },
    rounds: EXPORTS,
  },
  {
    request: "organisation's security events, read",
    ...{ route: 'organisationSecurityEvents', path: ({ at }) => `${own(at)}/security-events` },
  },
  { request: "deployment's record, a page", route: 'adminAudit', before: asSuperAdmins },
  {
    request: "deployment's record, exported",
    route: 'exportAdminAudit',
    ...{ before: asSuperAdmins, rounds: EXPORTS },
  },
  {
    request: "deployment's security events, read",
    route: 'adminSecurityEvents',
    before: async (stage) => {
      await stage.worker.run([{ sql: 'DELETE FROM security_event' }]);
      await events(stage, 0, 100);
      await asSuperAdmins(stage);
    },
  },
  {
    request: 'any security event, handled',
    route: 'resolveAnySecurityEvent',
    path: ({ at }) => `/admin/security-events/${idOf(at)}/resolution`,
    body: () => ({ resolution: 'handled' }),
    before: asSuperAdmins,
    rounds: { requests: 500, times: 1, prepare: events },
  },
];
