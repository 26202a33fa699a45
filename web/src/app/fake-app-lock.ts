import { computed, signal, type Signal } from '@preact/signals';
import { revealSecret } from '@undertone/base/redacted';
import { err, ok, type Result } from '@undertone/base/result';
import type {
  AppLockKind,
  AppLockPort,
  AppLockState,
  LockAnswer,
  LockFailure,
  RelockMinutes,
} from './app-lock-port.ts';
import type { Journal, JournalStatus } from './journal-port.ts';

export interface FakeAppLockOptions {
  readonly ways?: readonly AppLockKind[];
  /** Here not moments but what is left, ms. */
  readonly waits?: AppLockState['waits'];
  readonly hasPasskeys?: boolean;
}

/** What opens the fake lock; its passphrase is the one of every fake door, and its passkey says yes. */
export const FAKE_PIN = '274936';

/** Keeps the port's promises over a fake journal, whose status it moves. */
export function createFakeAppLock(
  journal: Journal,
  passphrase: string,
  options: FakeAppLockOptions = {},
): AppLockPort {
  const status = journal.status as Signal<JournalStatus>;
  const set = signal({ ways: options.ways ?? [], waits: options.waits ?? {} });
  const relockAfter = signal<RelockMinutes>(1);

  const check = (answer: LockAnswer): Result<void, LockFailure> => {
    if (set.value.waits[answer.kind] !== undefined) return err('wait');
    if (!set.value.ways.includes(answer.kind)) return err('changed');
    if (answer.kind === 'passkey') return ok();
    const right = answer.kind === 'pin' ? FAKE_PIN : passphrase;
    return revealSecret(answer.secret) === right ? ok() : err('wrong');
  };

  return {
    state: computed(() => {
      const open = set.value.ways.length === 0 ? 'off' : 'open';
      return { ...set.value, kind: status.value.kind === 'locked' ? 'locked' : open };
    }),
    waitMs: (way) => set.value.waits[way] ?? 0,
    relockAfter,
    setRelockAfter: (minutes) => void (relockAfter.value = minutes),
    async lockNow() {
      if (set.value.ways.length > 0) status.value = { kind: 'locked' };
    },
    async unlock(answer) {
      const checked = check(answer);
      if (checked.ok) status.value = { kind: 'ready' };
      return checked;
    },
    async set(next, current) {
      const checked = current === null ? ok() : check(current);
      if (!checked.ok) return checked;
      if (next.kind === 'pin' && revealSecret(next.secret).length < 6) return err('pin-too-short');
      set.value = { ...set.value, ways: [...new Set([...set.value.ways, next.kind])] };
      return ok();
    },
    async remove(way, current) {
      const checked = check(current);
      if (checked.ok) set.value = { ...set.value, ways: set.value.ways.filter((each) => each !== way) };
      return checked;
    },
    canUsePasskey: async () => options.hasPasskeys ?? true,
    async reopen(by) {
      if (by.kind === 'account' && revealSecret(by.passphrase) !== passphrase)
        return err('wrong-credentials');
      if (by.kind === 'words' && revealSecret(by.words) === '') return err('wrong-recovery-words');
      set.value = { ways: [], waits: {} };
      status.value = { kind: 'ready' };
      return ok();
    },
    eraseDevice: async () => {},
  };
}
