import { computed, effect, untracked } from '@preact/signals';
import { systemClock, systemRandom } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { createAccountPort } from '../account/account-port.ts';
import { createAccountRecords } from '../account/account-record.ts';
import { createAccountSession } from '../account/account-session.ts';
import { stretchInWorker } from '../account/stretch-in-worker.ts';
import { createAttachments } from '../attachments/attachments.ts';
import { lazyBackup } from '../backup/lazy-backup.ts';
import { createConsent } from '../consent/consent.ts';
import { createModelFiles } from '../inference/model-files.ts';
import type { ModelWorkerHost } from '../inference/model-worker.ts';
import { KEPT_AHEAD, PACK_PINS, SHIPPED_MODELS, SHIPPED_RUNTIME } from '../inference/shipped-models.ts';
import { startTextWorker } from '../inference/start-text-worker.ts';
import { createTextReaderPort } from '../inference/text-reader.ts';
import { withFacePack } from '../packs/face-pack.ts';
import { lazyPacks } from '../packs/lazy-packs.ts';
import { withPackFiles } from '../packs/pack-files.ts';
import { createPacksInUse } from '../packs/packs-in-use.ts';
import { createAppLock } from '../lock/app-lock.ts';
import { holdForFileChoice } from '../lock/hold-for-file-choice.ts';
import { openDeviceDatabase } from '../storage/device-database.ts';
import { createStorageSafety } from '../storage/storage-safety.ts';
import { createLeadership } from '../sync/leadership.ts';
import { createSync } from '../sync/sync.ts';
import { ignoreStorage, inBackground } from '../vault/in-background.ts';
import { openTabChannel } from '../vault/tab-channel.ts';
import { createVault } from '../vault/vault.ts';
import { finishBeforeReload, finishFirst } from './before-reload.ts';
import {
  browserPasskeyHost,
  browserRelockHost,
  browserStorageHost,
  browserWorkerContainer,
  notePageLoads,
  openFilesCache,
  openLedgerChannel,
  scriptCheckLine,
  sparesData,
} from './browser-parts.ts';
import { createCallApi } from './call-api.ts';
import { language } from './i18n.ts';
import { lazyCapture } from './lazy-capture.ts';
import { createLedger } from './ledger.ts';
import type { LedgerLine } from './ledger-line.ts';
import { createOutbound } from './outbound.ts';
import { createReadings } from './readings.ts';
import type { Services, SyncState } from './services.ts';
import { createStanding } from './standing.ts';
import { createStepUp } from './step-up.ts';
import { readPreference, writePreference } from './stored-preference.ts';
import { openTabSignal } from './tab-signal.ts';
import { createUpdate } from './update.ts';
import { whenIdle } from './when-idle.ts';

/** An installed app may stay open for weeks. */
const UPDATE_CHECK_EVERY_MS = 60 * 60_000;

const SESSION_EXPIRED: SyncState = { kind: 'stopped', reason: 'session-expired' };

/** Joins the real parts. Resolves before the journal is open, so that the screen never waits for it. */
export async function composeServices(): Promise<Services> {
  const clock = systemClock;
  const random = systemRandom;
  const { origin } = location;
  const database = await openDeviceDatabase();

  const ledger = createLedger({ clock, database, channel: openLedgerChannel() });
  void ledger.load();
  const note = (line: LedgerLine): void => ledger.note(line);
  notePageLoads(note);
  const outbound = createOutbound({
    origin,
    clock,
    random,
    note,
    pinned: PACK_PINS.flatMap(({ files }) => files.flatMap(({ url }) => url ?? [])),
  });
  const callApi = createCallApi({
    outbound,
    onUnauthenticated: (owed) => void session.noteExpired(owed),
    signIns: () => session.signIns(),
  });

  const stepUp = createStepUp(callApi);
  const standing = createStanding(callApi, stepUp);

  const tabs = openTabChannel('undertone-tabs');
  const vault = createVault({
    clock,
    random,
    zone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    tabs,
    pause: () => new Promise((resolve) => setTimeout(resolve)),
  });

  const records = createAccountRecords(database);
  const session = createAccountSession({
    callApi,
    records,
    vaultId: () => vault.session.peek()?.keyring.vaultId ?? null,
    tabs: openTabSignal('undertone-account'),
  });
  const hasAccount = computed(() => session.state.value.kind !== 'local-only');
  const eraseThisDevice = async (): Promise<void> => {
    const { eraseDevice } = await import('./erase-device.ts');
    await eraseDevice({
      eraseVault: () => vault.erase(),
      database,
      records,
      startAnew: () => location.assign('/'),
    });
  };
  const account = createAccountPort(session, async () => {
    const { createAccountActions } = await import('../account/account.ts');
    return createAccountActions({
      callApi,
      stepUp,
      records,
      session,
      vault,
      random,
      stretch: stretchInWorker,
      eraseDevice: eraseThisDevice,
    });
  });

  const consent = createConsent({
    callApi,
    database,
    hasAccount,
    tabs: openTabSignal('undertone-consent'),
    onNarrowed: (granted) => vault.setGranted(granted),
  });
  effect(() => inBackground(vault.setGranted(consent.granted.value)));
  effect(() => inBackground(vault.setLinked(hasAccount.value)));
  effect(() => {
    const keyring = vault.session.value?.keyring;
    if (keyring !== undefined && hasAccount.value) void consent.belongTo(keyring.vaultId);
  });

  const schedule = (delayMs: number, run: () => void) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  };
  const sync = createSync({
    vault,
    callApi,
    openSocket: (path, handlers) => outbound.openSocket(path, handlers),
    clock,
    random: Math.random,
    schedule,
    leadership: createLeadership('undertone-sync', navigator.locks),
    tabs,
    onAsk: () => {
      const applyServer = consent.askServer();
      return (reply) => {
        void applyServer(reply.consents);
        void consent.settleRevocations();
      };
    },
  });
  holdForFileChoice(document, schedule);
  const appLock = createAppLock({
    vault,
    clock,
    tabs,
    schedule,
    host: browserRelockHost,
    readPreference,
    writePreference,
    onOpened: () => session.load(),
    async canUsePasskey() {
      const passkeys = await import('../lock/passkey.ts').catch(() => null);
      return passkeys !== null && passkeys.hasPasskeyPrf(browserPasskeyHost());
    },
    async eraseDevice() {
      if (hasAccount.value) await account.signOut({ eraseDevice: true });
      else await eraseThisDevice();
    },
    async loadActions() {
      const { joinAppLock } = await import('../lock/join-app-lock.ts');
      return joinAppLock({ vault, clock, random, callApi, records, session, host: browserPasskeyHost() });
    },
  });
  const attachments = createAttachments({
    vault,
    callApi,
    clock,
    randomBytes: random,
    random: Math.random,
    schedule,
    leadership: createLeadership('undertone-attachments', navigator.locks),
    tabs,
  });
  let updateCheckedAt = clock.now();
  const accountKind = computed(() => session.state.value.kind);
  let hadAccount = false;
  effect(() => {
    const kind = accountKind.value;
    untracked(() => {
      for (const loop of [sync, attachments]) {
        if (kind === 'signed-in') loop.resume();
        else loop.pause();
      }
      if (kind === 'signed-in') whenIdle(() => void standing.look());
      // Who is signed in is not read yet at the first run.
      else if (kind === 'local-only' && hadAccount) standing.forget();
      hadAccount = kind !== 'local-only';
    });
  });
  const wake = (): void => {
    sync.wake();
    attachments.wake();
    void consent.settleRevocations();
    if (clock.now() - updateCheckedAt < UPDATE_CHECK_EVERY_MS) return;
    updateCheckedAt = clock.now();
    noteScriptCheck();
    void update.check();
  };
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake();
  });

  const safety = createStorageSafety(browserStorageHost, database);
  const backup = lazyBackup(async () => {
    const { createBackup } = await import('../backup/backup.ts');
    return createBackup({
      vault,
      recordings: attachments.recordings,
      clock,
      random,
      stretch: stretchInWorker,
      onSaved: (at) => safety.noteBackup(at),
    });
  });

  const packsInUse = createPacksInUse(readPreference, writePreference);
  const packs = lazyPacks(async () => {
    const { joinPacks } = await import('../packs/join-packs.ts');
    return joinPacks({ callApi, outbound, origin, inUse: packsInUse });
  });
  const shippedFiles = createModelFiles({
    outbound,
    openCache: openFilesCache,
    origin,
    models: SHIPPED_MODELS,
    runtime: SHIPPED_RUNTIME,
  });
  const facePin = PACK_PINS.find(({ task }) => task === 'face-landmarks');
  const textPin = PACK_PINS.find(({ task }) => task === 'text-emotion');
  const speechPin = PACK_PINS.find(({ task }) => task === 'speech-to-text');
  const files = [textPin, speechPin].reduce(
    (under, pin) => withPackFiles(under, pin, packs),
    withFacePack(shippedFiles, facePin, packs, packsInUse),
  );
  const workerHost: ModelWorkerHost = {
    hasWebAssembly: typeof WebAssembly === 'object',
    setTimer: (run, delayMs) => window.setTimeout(run, delayMs),
    clearTimer: (timer) => window.clearTimeout(timer),
  };
  const reader = createTextReaderPort({
    ...workerHost,
    startWorker: startTextWorker,
    files,
    uiLanguage: () => language.value,
    pack: () => (textPin !== undefined && packsInUse.ids.value.has(textPin.id) ? textPin : undefined),
  });
  const capture = lazyCapture(async () => {
    const { createCapture } = await import('./capture.ts');
    return createCapture(files, workerHost, speechPin);
  });

  const noteScriptCheck = (): void => note(scriptCheckLine(createUuid(random)));
  const update = createUpdate({
    container: browserWorkerContainer(noteScriptCheck),
    version: `${UNDERTONE_VERSION}+${buildHashOf(import.meta.url)}`,
    finishWriting: finishBeforeReload,
    reload: () => location.reload(),
  });

  void startBehindTheScreen();

  async function startBehindTheScreen(): Promise<void> {
    await Promise.all([consent.load(), vault.open()]);
    const isLocked = vault.journal.status.value.kind === 'locked';
    if (isLocked || vault.session.value !== null)
      await Promise.all([session.load(), appLock.refresh().catch(ignoreStorage)]);
    void safety.refresh();
  }

  // Apart from the journal: a version that cannot open it must still be able to update itself away.
  whenIdle(() => {
    void update.start();
    if (!sparesData()) void files.keep(KEPT_AHEAD);
  });

  return {
    callApi,
    obtainFile: shippedFiles.obtainFile,
    journal: vault.journal,
    appLock,
    reader,
    ...capture,
    usualVoice: vault.usualVoice,
    profile: vault.profile,
    speechWriter: {
      ...capture.speechWriter,
      installed: computed(() => speechPin !== undefined && packsInUse.ids.value.has(speechPin.id)),
    },
    attachments: {
      ...attachments,
      keep: (...given) => finishFirst(attachments.keep(...given)),
    },
    packs,
    readings: createReadings(vault.journal.entries),
    account,
    stepUp,
    standing,
    sync: {
      ...sync,
      state: computed(() => (accountKind.value === 'session-expired' ? SESSION_EXPIRED : sync.state.value)),
    },
    safety,
    backup,
    consent,
    ledger,
    update,
  };
}

/** The build names its files by what is in them. */
function buildHashOf(scriptUrl: string): string {
  return /-([\w-]{8})\.js$/.exec(scriptUrl)?.[1] ?? 'unbuilt';
}
