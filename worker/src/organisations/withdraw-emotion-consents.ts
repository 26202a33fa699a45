import type { EpochMs } from '@undertone/base/clock';
import { SPONSOR_KINDS, type OrganisationKind } from '@undertone/contract/organisation';
import { MODALITIES, type Modality } from '@undertone/emotion/modality';
import type { AccountId } from '../db/account-id.ts';
import { setConsent } from '../sync/consent.ts';
import type { SyncStore } from '../sync/store.ts';

/**
 * Emotions inferred from biometric data (Regulation (EU) 2024/1689, Art. 3(39)): a voice, a face. Words that someone
 * wrote are none.
 */
const FROM_BIOMETRICS = ['voice', 'face'] as const satisfies readonly Modality[];

export function isSponsor(kind: OrganisationKind): boolean {
  return (SPONSOR_KINDS as readonly OrganisationKind[]).includes(kind);
}

export function isFromBiometrics(modality: Modality): boolean {
  return (FROM_BIOMETRICS as readonly Modality[]).includes(modality);
}

/** Revokes what an account behind which an employer or a school stands may not consent to, with every number sent; `false` when the log is busy. */
export async function withdrawEmotionConsents(
  store: SyncStore,
  account: AccountId,
  now: EpochMs,
): Promise<boolean> {
  const { consents } = await store.readHead(account);
  for (const modality of MODALITIES.filter(isFromBiometrics)) {
    if (!consents[modality]) continue;
    const revoked = await setConsent(store, account, { modality, granted: false }, now);
    if (!revoked.ok) return false;
  }
  return true;
}
