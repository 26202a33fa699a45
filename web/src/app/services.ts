import type { ReadonlySignal } from '@preact/signals';
import type { EpochMs } from '@undertone/base/clock';
import type { Bytes } from '@undertone/base/bytes';
import type { Redacted } from '@undertone/base/redacted';
import type { Result } from '@undertone/base/result';
import type { Modality } from '@undertone/emotion/modality';
import type { ModalityScore } from '@undertone/emotion/modality-score';
import type { Reading } from '@undertone/emotion/reading';
import type {
  FaceCheckPort,
  MicrophonePort,
  SpeechWriterPort,
  UsualVoicePort,
  VoiceReaderPort,
} from './capture-ports.ts';
import type { CallApi } from './call-api.ts';
import type { AppLockPort } from './app-lock-port.ts';
import type { LedgerEntry } from './ledger-line.ts';
import type { AttachmentsPort } from './attachments-port.ts';
import type { Language } from './i18n.ts';
import type { Entry, Journal, TextReadingDetail } from './journal-port.ts';
import type { ObtainFile } from '../offline/verified-files.ts';
import type { PacksPort } from './packs-port.ts';
import type { ProfilePort } from './profile-port.ts';
import type { PasskeyWrap, SignInPort, SignInStep } from './second-factor-port.ts';
import type { StandingPort } from './standing-port.ts';
import type { StepUpPort } from './step-up-port.ts';

/** The ports that the screens use. `app/compose.ts` fills them with the real parts; tests with fakes. */
export interface Services {
  /** For screens on demand, which bring what they make of it along. */
  readonly callApi: CallApi;
  /** Large files of the build that only some screens need, such as the gazetteer. */
  readonly obtainFile: ObtainFile;
  readonly journal: Journal;
  readonly appLock: AppLockPort;
  readonly reader: TextReaderPort;
  readonly microphone: MicrophonePort;
  readonly voiceReader: VoiceReaderPort;
  readonly usualVoice: UsualVoicePort;
  readonly profile: ProfilePort;
  readonly speechWriter: SpeechWriterPort;
  readonly faceCheck: FaceCheckPort;
  readonly attachments: AttachmentsPort;
  readonly packs: PacksPort;
  readonly readings: ReadingsPort;
  readonly account: AccountPort;
  readonly stepUp: StepUpPort;
  readonly standing: StandingPort;
  readonly sync: SyncPort;
  readonly safety: StorageSafetyPort;
  readonly backup: BackupPort;
  readonly consent: ConsentPort;
  readonly ledger: LedgerPort;
  readonly update: UpdatePort;
}

export type ReaderStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly kind: 'ready'; readonly modelId: string; readonly modelVersion: string }
  | {
      readonly kind: 'failed';
      readonly reason: 'no-webassembly' | 'model-corrupt' | 'model-missing' | 'crashed';
    };

export interface TextReaderPort {
  readonly status: ReadonlySignal<ReaderStatus>;
  /** Reads on this device, one text after the other; aborting resolves with `cancelled` at once. */
  read(
    text: string,
    options?: { readonly signal?: AbortSignal },
  ): Promise<
    Result<
      { readonly score: ModalityScore; readonly detail: TextReadingDetail },
      { readonly code: 'no-webassembly' | 'model-corrupt' | 'model-missing' | 'crashed' | 'cancelled' }
    >
  >;
}

export interface ReadingsPort {
  /** The fused reading of an entry, computed on this device with what was learned from corrections. */
  readingOf(entry: Pick<Entry, 'scores'>): Reading;
}

export type AccountState =
  | { readonly kind: 'local-only' }
  | { readonly kind: 'signed-in'; readonly email: string; readonly recoveryRehearsed: boolean }
  | {
      readonly kind: 'session-expired';
      readonly email: string;
      /** It has not ended: a role that the account was given, or a factor that it has now, asks for more. */
      readonly owesSecondFactor?: true;
    };

export type AccountFailure =
  | 'offline'
  | 'wrong-credentials'
  | 'wrong-code'
  | 'account-locked'
  | 'email-unavailable'
  | 'passphrase-too-weak'
  | 'invalid-email'
  | 'rate-limited'
  | 'server-refused'
  | 'unsafe-parameters'
  | 'wrong-recovery-words'
  /** The account's journal does not fit on this device; nothing here was changed. */
  | 'storage-full'
  /** The server knows no such passkey; it may have been removed. */
  | 'unknown-passkey'
  /** Asked once more who is there, the person went back. */
  | 'step-up-required'
  /** The server no longer knows this session: sign in again. */
  | 'session-expired'
  /** This device holds a journal of its own and the account holds another: `signIn` again with `mergeLocal`. */
  | 'other-journal-present';

export type AccountProgress = 'deriving-keys' | 'contacting' | 'restoring';

export interface AccountPort extends SignInPort {
  readonly state: ReadonlySignal<AccountState>;
  signUp(
    email: string,
    passphrase: Redacted<string>,
    onProgress?: (step: AccountProgress) => void,
    /** Where the deployment can send mail: the code that came, and the language of further messages. */
    mail?: { readonly emailCode?: string; readonly locale?: Language },
  ): Promise<Result<{ readonly recoveryWords: Redacted<readonly string[]> }, AccountFailure>>;
  /** Keeps the journal on the device unless `eraseDevice`. */
  signOut(options: { readonly eraseDevice: boolean }): Promise<Result<void, AccountFailure>>;
  changePassphrase(
    current: Redacted<string>,
    next: Redacted<string>,
    onProgress?: (step: AccountProgress) => void,
  ): Promise<Result<void, AccountFailure>>;
  /** With the code that the new address was sent. The passphrase stays. */
  changeEmail(
    email: string,
    code: string,
    passphrase: Redacted<string>,
    onProgress?: (step: AccountProgress) => void,
  ): Promise<Result<void, AccountFailure>>;
  /** With the 24 words, when the passphrase is forgotten: opens the journal and sets a new passphrase. */
  recover(
    email: string,
    words: Redacted<string>,
    nextPassphrase: Redacted<string>,
    onProgress?: (step: AccountProgress) => void,
  ): Promise<Result<SignInStep, AccountFailure>>;
  /** Checks words the person typed back from paper. */
  rehearseRecovery(words: Redacted<string>): Promise<Result<void, AccountFailure>>;
  /** The journal's key under a passkey's output, which is zeroed. */
  wrapForPasskey(prf: Redacted<Bytes>): Promise<Result<PasskeyWrap, AccountFailure>>;
  /** What the server knows the passphrase of whoever is signed in here by; not whether it is the right one. */
  deriveAuthSecret(passphrase: Redacted<string>): Promise<Result<string, AccountFailure>>;
  newRecoveryWords(
    passphrase: Redacted<string>,
  ): Promise<Result<{ readonly recoveryWords: Redacted<readonly string[]> }, AccountFailure>>;
}

export type SyncState =
  | { readonly kind: 'off' }
  | { readonly kind: 'idle'; readonly lastExchangeAt: EpochMs | null }
  | { readonly kind: 'exchanging'; readonly done: number; readonly total: number | null }
  | { readonly kind: 'offline' }
  | { readonly kind: 'waiting'; readonly retryAt: EpochMs }
  | {
      readonly kind: 'stopped';
      readonly reason: 'session-expired' | 'quota-exceeded' | 'client-outdated' | 'storage-full';
    };

export interface SyncPort {
  readonly state: ReadonlySignal<SyncState>;
  readonly unsyncedCount: ReadonlySignal<number>;
  syncNow(): Promise<void>;
}

export interface StorageSafety {
  readonly installed: boolean;
  readonly installable: boolean;
  /** `null` where the browser cannot say. */
  readonly persisted: boolean | null;
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
  readonly lastBackupAt: EpochMs | null;
}

export interface StorageSafetyPort {
  readonly state: ReadonlySignal<StorageSafety>;
  install(): Promise<boolean>;
  askPersistence(): Promise<boolean>;
}

export interface BackupSummary {
  readonly records: number;
  readonly newestAt: EpochMs | null;
  readonly createdAt: EpochMs;
  /** The backup is of this very journal (same vault) or of another. */
  readonly sameVault: boolean;
  /** Records here that the backup lacks: what "replace" would leave behind. */
  readonly missingFromBackup: number;
}

export type BackupFailure =
  | 'not-a-backup'
  | 'truncated'
  | 'corrupt'
  | 'wrong-key'
  | 'unsupported-version'
  | 'storage-full'
  | 'passphrase-too-weak'
  /** The part of the app that does this could not be fetched. */
  | 'code-missing';

export interface BackupPort {
  save(
    passphrase: Redacted<string>,
    onProgress?: (done: number, total: number) => void,
  ): Promise<Result<Blob, BackupFailure>>;
  /** Verifies the whole file and changes nothing. */
  inspect(file: Blob, passphrase: Redacted<string>): Promise<Result<BackupSummary, BackupFailure>>;
  /** Merges: what is here and newer stays; nothing is overwritten. */
  restore(
    file: Blob,
    passphrase: Redacted<string>,
    onProgress?: (done: number, total: number) => void,
  ): Promise<
    Result<{ readonly added: number; readonly merged: number; readonly unchanged: number }, BackupFailure>
  >;
}

export interface ConsentPort {
  /** Whether scores of this modality may be sent; off until given, off without an account. */
  readonly granted: ReadonlySignal<Readonly<Record<Modality, boolean>>>;
  /** `sponsored`: an employer or a school stands behind the account, and this is read from voice or face. */
  grant(modality: Modality): Promise<Result<void, 'offline' | 'server-refused' | 'sponsored'>>;
  /** Also deletes what was sent. Works offline: sending stops at once, the deletion is queued. */
  revoke(modality: Modality): Promise<Result<void, 'server-refused'>>;
}

export interface LedgerPort {
  /** Newest first, today by the device's zone. */
  readonly today: ReadonlySignal<readonly LedgerEntry[]>;
}

export interface UpdatePort {
  /** A new version waits; applying it reloads after drafts are safe. */
  readonly waiting: ReadonlySignal<boolean>;
  apply(): Promise<void>;
  /** Version and build hash of the running code. */
  readonly version: string;
}
