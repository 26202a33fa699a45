import type { Clock, RandomBytes } from '@undertone/base/clock';
import { stretchInWorker } from '../account/stretch-in-worker.ts';
import { t } from '../app/i18n.ts';
import { createAppLockActions, type AppLockActionParts, type AppLockActions } from './app-lock-actions.ts';
import { askPasskey, createPasskey, type PasskeyHost } from './passkey.ts';
import { reopenByAccount, type ReopenParts } from './reopen.ts';

/** The acts of the lock over this browser's passkeys and a worker for Argon2id. */
export function joinAppLock(
  parts: Omit<ReopenParts, 'stretch'> & {
    readonly vault: AppLockActionParts['vault'];
    readonly clock: Clock;
    readonly random: RandomBytes;
    readonly host: PasskeyHost;
  },
): AppLockActions {
  const { host, random } = parts;
  return createAppLockActions({
    vault: parts.vault,
    clock: parts.clock,
    random,
    stretch: stretchInWorker,
    createPasskey: () => createPasskey(host, random, t('lock.passkeyName')),
    askPasskey: (passkey) => askPasskey(host, random, passkey),
    reopen: (by, onProgress) => reopenByAccount({ ...parts, stretch: stretchInWorker }, by, onProgress),
  });
}
