import { signal } from '@preact/signals';
import type { Clock, EpochMs } from '@undertone/base/clock';
import { redact, revealSecret } from '@undertone/base/redacted';
import { err, ok, type Result } from '@undertone/base/result';
import type { RouteId } from '@undertone/contract/routes';
import { fuse } from '@undertone/emotion/fusion';
import type { Modality } from '@undertone/emotion/modality';
import type { ApiFailure, ApiInput, ApiReply, CallApi } from './call-api.ts';
import { createFakeAppLock, type FakeAppLockOptions } from './fake-app-lock.ts';
import { createFakeAttachments, type FakeAttachmentTrouble } from './fake-attachments.ts';
import { createFakeCapture, type FakeCaptureOptions } from './fake-capture.ts';
import { createFakeJournal, type FakeJournalOptions } from './fake-journal.ts';
import { createFakePacks } from './fake-packs.ts';
import { createFakeProfile, type FakeProfileOptions } from './fake-profile.ts';
import { createFakeReader, type FakeReaderTrouble } from './fake-reader.ts';
import type { ObtainFile } from '../offline/verified-files.ts';
import type { Pack } from './packs-port.ts';
import { createStanding } from './standing.ts';
import { createStepUp } from './step-up.ts';
import type { LedgerEntry } from './ledger-line.ts';
import type { AccountState, Services, StorageSafety, SyncState } from './services.ts';

export interface FakeServicesOptions extends FakeJournalOptions, FakeProfileOptions {
  readonly clock: Clock;
  readonly readerTrouble?: FakeReaderTrouble | null;
  readonly account?: AccountState;
  readonly sync?: SyncState;
  readonly unsynced?: number;
  readonly safety?: Partial<StorageSafety>;
  readonly ledger?: readonly LedgerEntry[];
  readonly updateWaiting?: boolean;
  readonly capture?: FakeCaptureOptions;
  readonly attachmentTrouble?: FakeAttachmentTrouble;
  readonly packs?: readonly Pack[];
  readonly lock?: FakeAppLockOptions;
  readonly api?: FakeApi;
  readonly obtainFile?: ObtainFile;
}

/** What the server answers, by route; to whatever is not here it does not answer. */
export type FakeApi = {
  readonly [Id in RouteId]?: (
    input: ApiInput<Id>,
  ) => Result<ApiReply<Id>, ApiFailure> | Promise<Result<ApiReply<Id>, ApiFailure>>;
};

export function createFakeCallApi(api: FakeApi): CallApi {
  return async (id, input) => api[id]?.(input) ?? err({ code: 'offline' });
}

/** The passphrase that every fake door opens to. */
export const FAKE_PASSPHRASE = 'lamp river candle fox meadow';

export const FAKE_WORDS =
  'harvest velvet canyon ribbon sunset anchor maple drift ember willow quiet garden copper lantern river meadow pepper cradle summit orchid tunnel breeze marble fable'.split(
    ' ',
  );

/** Services in memory: every port keeps its contract, nothing leaves the page. */
export function createFakeServices(options: FakeServicesOptions): Services {
  const { clock } = options;
  const account = signal<AccountState>(options.account ?? { kind: 'local-only' });
  const sync = signal<SyncState>(options.sync ?? { kind: 'off' });
  const granted = signal<Readonly<Record<Modality, boolean>>>({ text: false, voice: false, face: false });
  const journal = createFakeJournal(options);
  const safety = signal<StorageSafety>({
    installed: false,
    installable: true,
    persisted: false,
    usedBytes: 4_200_000,
    quotaBytes: 2_000_000_000,
    lastBackupAt: null,
    ...options.safety,
  });
  let pendingEmail: string | null = null;
  const signedIn = (email: string) => {
    account.value = { kind: 'signed-in', email, recoveryRehearsed: false };
    sync.value = { kind: 'idle', lastExchangeAt: clock.now() };
  };
  const callApi = createFakeCallApi({
    accountOptions: () => ok({ emailCodes: false, phoneCodes: false }),
    ...options.api,
  });
  const stepUp = createStepUp(callApi);
  const standing = createStanding(callApi, stepUp);
  if (account.value.kind === 'signed-in') void standing.look();
  return {
    callApi,
    obtainFile: options.obtainFile ?? (async () => err('unreachable')),
    stepUp,
    standing,
    journal,
    appLock: createFakeAppLock(journal, FAKE_PASSPHRASE, options.lock),
    reader: createFakeReader(options.readerTrouble ?? null),
    ...createFakeCapture(options.capture ?? {}),
    attachments: createFakeAttachments(journal, options.attachmentTrouble ?? {}),
    packs: createFakePacks(options.packs ?? []),
    profile: createFakeProfile(options),
    readings: { readingOf: ({ scores }) => fuse(scores) },
    account: {
      state: account,
      async signUp(email) {
        if (!email.includes('@')) return err('invalid-email');
        signedIn(email);
        return ok({ recoveryWords: redact<readonly string[]>(FAKE_WORDS) });
      },
      async signIn(email, passphrase, { mergeLocal = false } = {}) {
        if (revealSecret(passphrase) !== FAKE_PASSPHRASE) return err('wrong-credentials');
        pendingEmail = email;
        if (!mergeLocal && account.value.kind === 'local-only' && journal.entries.value.length > 0)
          return err('other-journal-present');
        signedIn(email);
        return ok({ kind: 'signed-in' });
      },
      signInByPasskey: async () => err('unknown-passkey'),
      async resumeSignIn() {
        if (pendingEmail === null) return err('session-expired');
        signedIn(pendingEmail);
        return ok({ kind: 'signed-in' });
      },
      abandonSignIn: async () => {},
      async signOut() {
        account.value = { kind: 'local-only' };
        sync.value = { kind: 'off' };
        return ok();
      },
      changePassphrase: async (current) =>
        revealSecret(current) === FAKE_PASSPHRASE ? ok() : err('wrong-credentials'),
      async changeEmail(email, _code, passphrase) {
        if (revealSecret(passphrase) !== FAKE_PASSPHRASE) return err('wrong-credentials');
        signedIn(email);
        return ok();
      },
      async recover(email, words) {
        if (revealSecret(words).trim() !== FAKE_WORDS.join(' ')) return err('wrong-recovery-words');
        signedIn(email);
        return ok({ kind: 'signed-in' });
      },
      async rehearseRecovery(words) {
        if (revealSecret(words).trim() !== FAKE_WORDS.join(' ')) return err('wrong-recovery-words');
        if (account.value.kind === 'signed-in') account.value = { ...account.value, recoveryRehearsed: true };
        return ok();
      },
      wrapForPasskey: async () => ok({ version: 1, kind: 'passkey', wrapped: 'A'.repeat(80) }),
      deriveAuthSecret: async () => ok('A'.repeat(43)),
      newRecoveryWords: async () => ok({ recoveryWords: redact<readonly string[]>(FAKE_WORDS) }),
    },
    sync: {
      state: sync,
      unsyncedCount: signal(options.unsynced ?? 0),
      async syncNow() {
        if (account.value.kind !== 'local-only') sync.value = { kind: 'idle', lastExchangeAt: clock.now() };
      },
    },
    safety: {
      state: safety,
      async install() {
        safety.value = { ...safety.value, installed: true, installable: false };
        return true;
      },
      async askPersistence() {
        safety.value = { ...safety.value, persisted: true };
        return true;
      },
    },
    backup: {
      async save(_passphrase, onProgress) {
        const count = journal.entries.value.length;
        onProgress?.(count, count);
        safety.value = { ...safety.value, lastBackupAt: clock.now() };
        return ok(new Blob(['sealed']));
      },
      async inspect(_file, passphrase) {
        if (revealSecret(passphrase) !== FAKE_PASSPHRASE) return err('wrong-key');
        const createdAt = (clock.now() - 86_400_000) as EpochMs;
        return ok({ records: 12, newestAt: createdAt, createdAt, sameVault: true, missingFromBackup: 2 });
      },
      restore: async () => ok({ added: 3, merged: 1, unchanged: 8 }),
    },
    consent: {
      granted,
      async grant(modality) {
        granted.value = { ...granted.value, [modality]: true };
        return ok();
      },
      async revoke(modality) {
        granted.value = { ...granted.value, [modality]: false };
        return ok();
      },
    },
    ledger: { today: signal(options.ledger ?? []) },
    update: {
      waiting: signal(options.updateWaiting ?? false),
      apply: async () => {},
      version: '0.1.0 (fakes)',
    },
  };
}
