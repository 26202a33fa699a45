import { toBase64Url, utf8 } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import type { AuditAction } from '@undertone/contract/audit';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import type { ProvingCall } from '../factors/show-factor.ts';
import { checkRegistration, PASSKEY_ALGORITHMS } from '../factors/passkey-checks.ts';
import { relyingPartyOf } from '../factors/relying-party.ts';
import { totpUri } from '../factors/totp.ts';
import { failWith, type Failure } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';
import type { Change } from '../notices/notices.ts';

type FactorHandlers = Pick<
  Handlers,
  | 'secondFactors'
  | 'beginTotp'
  | 'confirmTotp'
  | 'removeTotp'
  | 'beginPasskey'
  | 'addPasskey'
  | 'renamePasskey'
  | 'setPasskeyWrap'
  | 'removePasskey'
  | 'replaceBackupCodes'
  | 'cancelSecondFactorReset'
>;

/** The second factors of whoever is signed in. */
export function factorHandlers(dependencies: Dependencies): FactorHandlers {
  const { attempts, audit, notices, roomOf, secondFactors } = dependencies;
  const { backupCodes, challenges, passkeys, resets, sessions, totp } = secondFactors;

  const noteChange = async (
    call: ProvingCall,
    action: AuditAction,
    change: Change<'second-factor-changed'>,
    subject?: string,
  ): Promise<void> => {
    await audit.record(
      { ...byCaller(call), action, outcome: 'done', ...(subject === undefined ? {} : { subject }) },
      call.now,
    );
    await notices.tell(call.session.accountId, 'second-factor-changed', call.now, { change });
  };

  /** With its factor a session that waited for one counts in full; its token is a new one from then on. */
  const settle = async ({ session, now }: ProvingCall, isFirst: boolean): Promise<readonly string[]> => {
    if (isFirst) await roomOf(session.accountId).closeSessions({ kept: session.sessionId });
    if (session.due !== 'set-up') return [];
    const raised = await sessions.raise(session.accountId, session.sessionId, { steppedUp: false }, now);
    return raised?.cookies ?? [];
  };

  const orFailure = <Code extends Failure['code']>(done: Result<void, Code>) =>
    done.ok ? ok({ body: null }) : err(failWith(done.error));

  return {
    secondFactors: async ({ session, now }) => {
      const { accountId } = session;
      const [overview, stored, resetAt] = await Promise.all([
        secondFactors.overviewOf(accountId),
        passkeys.list(accountId),
        resets.dueAt(accountId, now),
      ]);
      const { totpAddedAt, backupCodesLeft, isRequired } = overview;
      return ok({
        body: {
          totp: totpAddedAt === null ? null : { addedAt: instant(totpAddedAt) },
          passkeys: stored.map(({ id, handle, name, addedAt, lastUsedAt, isSynced, wrap }) => ({
            ...{ id: handle, credentialId: id, name, addedAt: instant(addedAt) },
            lastUsedAt: lastUsedAt === null ? null : instant(lastUsedAt),
            ...{ isSynced, opensJournal: wrap !== null },
          })),
          ...{ backupCodesLeft, isRequired },
          resetAt: resetAt === null ? null : instant(resetAt),
        },
      });
    },

    beginTotp: async ({ session, now }) => {
      const secret = await totp.begin(session.accountId, now);
      return ok({ body: { secret, uri: totpUri(secret, session.email) } });
    },

    confirmTotp: async (call) => {
      const { body, client, session, now } = call;
      const guess = await attempts.takeGuess(session.email, client, now, 'second-factor', session.sessionId);
      if (!guess.ok) return guess;
      const confirmed = await totp.confirm(session, body.code, now);
      // Of a secret that the caller was just shown: nothing of the account's can be guessed here.
      await guess.value.wasRight();
      if (!confirmed.ok) return err(failWith(confirmed.error));
      const cookies = await settle(call, confirmed.value.backupCodes !== null);
      await noteChange(call, 'second-factor.added', 'totp-added', 'totp');
      return ok({ body: { backupCodes: listOf(confirmed.value.backupCodes) }, cookies });
    },

    removeTotp: async (call) => {
      const removed = await totp.remove(call.session.accountId);
      if (removed.ok) await noteChange(call, 'second-factor.removed', 'totp-removed', 'totp');
      return orFailure(removed);
    },

    beginPasskey: async ({ session, headers, now }) => {
      const party = relyingPartyOf(headers);
      if (!party.ok) return party;
      const [stored, challenge] = await Promise.all([
        passkeys.list(session.accountId),
        challenges.create('add', session.sessionId, now),
      ]);
      return ok({
        body: {
          ...{ challenge, rpId: party.value.id, algorithms: [...PASSKEY_ALGORITHMS] },
          ...{ userHandle: toBase64Url(utf8(session.accountId)), userName: session.email },
          excluded: stored.map(({ id, transports }) => ({ id, transports: [...transports] })),
        },
      });
    },

    addPasskey: async (call) => {
      const { body, headers, session, now } = call;
      const { sessionId } = session;
      const party = relyingPartyOf(headers);
      if (!party.ok) return party;
      const checked = await checkRegistration(body.credential, party.value, (challenge) =>
        challenges.take(challenge, 'add', sessionId, now),
      );
      if (!checked.ok) return err(failWith(checked.error));
      const { transports } = body.credential;
      const added = await passkeys.add(session, { ...checked.value, name: body.name, transports }, now);
      // A credential that somebody has registered already was not made for this challenge by an honest authenticator.
      if (!added.ok) return err(failWith(added.error === 'taken' ? 'wrong-code' : added.error));
      const cookies = await settle(call, added.value.backupCodes !== null);
      await noteChange(call, 'second-factor.added', 'passkey-added', 'passkey');
      const reply = { id: added.value.handle, backupCodes: listOf(added.value.backupCodes) };
      return ok({ body: reply, cookies });
    },

    renamePasskey: async ({ body, params, session }) =>
      orFailure(await passkeys.rename(session.accountId, params.passkey, body.name)),

    setPasskeyWrap: async (call) => {
      const { body, params, session } = call;
      const changed = await passkeys.setWrap(session.accountId, params.passkey, body.wrap);
      if (changed.ok) await noteChange(call, 'second-factor.changed', 'passkey-opening-changed', 'passkey');
      return orFailure(changed);
    },

    removePasskey: async (call) => {
      const removed = await passkeys.remove(call.session.accountId, call.params.passkey);
      if (removed.ok) await noteChange(call, 'second-factor.removed', 'passkey-removed', 'passkey');
      return orFailure(removed);
    },

    replaceBackupCodes: async (call) => {
      const replaced = await backupCodes.replace(call.session.accountId);
      if (!replaced.ok) return err(failWith('not-found'));
      await noteChange(call, 'backup-codes.replaced', 'backup-codes-replaced');
      return ok({ body: { backupCodes: [...replaced.value] } });
    },

    cancelSecondFactorReset: async (call) => {
      if (await resets.cancel(call.session.accountId)) {
        await audit.record(
          { ...byCaller(call), action: 'second-factor.reset-cancelled', outcome: 'done' },
          call.now,
        );
      }
      return ok({ body: null });
    },
  };
}

function listOf(codes: readonly string[] | null): string[] | null {
  return codes === null ? null : [...codes];
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
