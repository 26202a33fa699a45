import type { Clock, RandomBytes } from '@undertone/base/clock';
import { redact, revealSecret, type Redacted } from '@undertone/base/redacted';
import { err, ok, type Result } from '@undertone/base/result';
import {
  parseAppLockWrap,
  unwrapLockKey,
  type AppLockKind,
  type AppLockSecret,
  type LockKey,
} from '@undertone/crypto/app-lock';
import { createKdfParams, type KdfParams } from '@undertone/crypto/kdf-params';
import type { Keyring } from '@undertone/crypto/keyring';
import type { Stretch } from '../account/credentials.ts';
import { isStrongEnough } from '../account/passphrase-policy.ts';
import type { LockAnswer, LockFailure, Reopening, ReopenFailure } from '../app/app-lock-port.ts';
import type { AccountProgress } from '../app/services.ts';
import type { HomeLocks } from '../vault/home-locks.ts';
import type { Vault } from '../vault/vault.ts';
import { judgePin, tidyPin } from './pin-policy.ts';
import { countTry, measureWait, NO_TRIES } from './tries.ts';
import type { PasskeyFailure, PasskeySecret } from './passkey.ts';

/** The acts of the app lock that need keys. All may throw `StorageFailure`, with nothing changed. */
export interface AppLockActions {
  unlock(answer: LockAnswer): Promise<Result<void, LockFailure>>;
  set(next: LockAnswer, current: LockAnswer | null): Promise<Result<void, LockFailure>>;
  remove(way: AppLockKind, current: LockAnswer): Promise<Result<void, LockFailure>>;
  reopen(by: Reopening, onProgress?: (step: AccountProgress) => void): Promise<Result<void, ReopenFailure>>;
}

export interface AppLockActionParts {
  readonly vault: Pick<Vault, 'locks' | 'unlock' | 'open'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly stretch: Stretch;
  readonly createPasskey: () => Promise<Result<PasskeySecret, PasskeyFailure>>;
  readonly askPasskey: (
    passkey: Pick<PasskeySecret, 'credentialId' | 'salt'>,
  ) => Promise<Result<PasskeySecret, PasskeyFailure>>;
  readonly reopen: (
    by: Reopening,
    onProgress?: (step: AccountProgress) => void,
  ) => Promise<Result<Keyring, ReopenFailure>>;
}

/** Two tabs that set a lock at once: the second looks again and sees that there is one. */
const SET_TRIES = 3;

export function createAppLockActions(parts: AppLockActionParts): AppLockActions {
  const { vault, clock, random } = parts;

  const stretched = async (
    kind: 'pin' | 'passphrase',
    secret: Redacted<string>,
    kdf: KdfParams,
  ): Promise<AppLockSecret> => {
    const text = kind === 'pin' ? tidyPin(revealSecret(secret)) : revealSecret(secret);
    return { kind, kdf, bytes: redact(await parts.stretch(text, kdf)) };
  };

  /** Counts the try before it is made, so that ending the page in the middle of one is no way around the wait. */
  const mayTry = (locks: HomeLocks, way: AppLockKind): Promise<boolean | null> =>
    locks.changeTries(way, (tries) => {
      const now = clock.now();
      const measured = measureWait(tries, now);
      const value = measured.waitMs === 0;
      return { tries: value ? countTry(measured, now) : measured, value };
    });

  const openLockKey = async (answer: LockAnswer): Promise<Result<LockKey, LockFailure>> => {
    const locks = await vault.locks();
    const row = (await locks.rows()).find(({ kind }) => kind === answer.kind);
    const wrap = row === undefined ? null : parseAppLockWrap(row.wrap);
    if (row === undefined || wrap?.ok !== true) return err('changed');
    if (wrap.value.kind === 'passkey') {
      const asked = await parts.askPasskey(wrap.value);
      if (!asked.ok) return asked;
      const opened = await unwrapLockKey(wrap.value, asked.value, row.share);
      return opened.ok ? opened : err('wrong');
    }
    if (answer.kind === 'passkey') return err('changed');
    if (answer.kind === 'passphrase' && revealSecret(answer.secret) === '') return err('wrong');
    if (answer.kind === 'pin' && tidyPin(revealSecret(answer.secret)) === '') return err('wrong');
    const may = await mayTry(locks, answer.kind);
    if (may !== true) return err(may === null ? 'changed' : 'wait');
    const secret = await stretched(answer.kind, answer.secret, wrap.value.kdf);
    const opened = await unwrapLockKey(wrap.value, secret, row.share);
    if (!opened.ok) return err('wrong');
    await locks.changeTries(answer.kind, () => ({ tries: NO_TRIES, value: null }));
    return opened;
  };

  const newSecret = async (next: LockAnswer): Promise<Result<AppLockSecret, LockFailure>> => {
    if (next.kind === 'passkey') return parts.createPasskey();
    return ok(await stretched(next.kind, next.secret, createKdfParams(random)));
  };

  const setFirst = async (locks: HomeLocks, next: LockAnswer): Promise<Result<void, LockFailure>> => {
    for (let round = 0; round < SET_TRIES; round++) {
      if ((await locks.rows()).length > 0) break;
      const secret = await newSecret(next);
      if (!secret.ok) return secret;
      const done = await locks.setFirst(secret.value);
      if (done.ok) return done;
    }
    return err('changed');
  };

  return {
    async unlock(answer) {
      const lockKey = await openLockKey(answer);
      if (!lockKey.ok) return lockKey;
      return (await vault.unlock(lockKey.value)) ? ok() : err('changed');
    },
    async set(next, current) {
      const weakness = weaknessOf(next);
      if (weakness !== null) return err(weakness);
      const locks = await vault.locks();
      if (current === null) return setFirst(locks, next);
      const lockKey = await openLockKey(current);
      if (!lockKey.ok) return lockKey;
      const secret = await newSecret(next);
      if (!secret.ok) {
        revealSecret(lockKey.value).fill(0);
        return secret;
      }
      return locks.put(secret.value, lockKey.value);
    },
    async remove(way, current) {
      const lockKey = await openLockKey(current);
      if (!lockKey.ok) return lockKey;
      revealSecret(lockKey.value).fill(0);
      return (await vault.locks()).remove(way);
    },
    async reopen(by, onProgress) {
      const keyring = await parts.reopen(by, onProgress);
      if (!keyring.ok) return keyring;
      const replaced = await (await vault.locks()).replaceAll(keyring.value);
      keyring.value.dispose();
      if (!replaced.ok) return err('other-journal');
      await vault.open();
      return ok();
    },
  };
}

function weaknessOf(next: LockAnswer): LockFailure | null {
  switch (next.kind) {
    case 'pin':
      return judgePin(revealSecret(next.secret));
    case 'passphrase':
      return isStrongEnough(next.secret) ? null : 'passphrase-too-weak';
    case 'passkey':
      return null;
  }
}
