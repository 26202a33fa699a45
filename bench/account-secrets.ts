import { toBase64Url } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import type { AccountSecrets } from './page/device.ts';

export function newAccountSecrets(random: RandomBytes): AccountSecrets {
  return { vaultId: createUuid(random), accountKey: toBase64Url(random(32)) };
}
