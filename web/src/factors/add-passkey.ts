import { err, ok, type Result } from '@undertone/base/result';
import type { ApiFailure } from '../app/call-api.ts';
import type { Services } from '../app/services.ts';
import type { Passkeys } from './passkeys.ts';

/** `dismissed`: the browser's own sheet was closed. */
export type PasskeyTrouble = ApiFailure | { readonly code: 'dismissed' | 'already-there' | 'no-output' };

type Parts = Pick<Services, 'callApi' | 'stepUp' | 'account'>;

export interface AddedPasskey {
  readonly id: string;
  readonly credentialId: string;
  readonly backupCodes: readonly string[] | null;
  /** Its authenticator can give out what opens the journal. */
  readonly hasPrf: boolean;
}

/** Makes a passkey for the account that is signed in here. */
export async function addPasskey(
  { callApi, stepUp }: Parts,
  passkeys: Passkeys,
  name: string,
): Promise<Result<AddedPasskey, PasskeyTrouble>> {
  const creation = await stepUp.withStepUp(() => callApi('beginPasskey', {}));
  if (!creation.ok) return creation;
  const made = await passkeys.create(creation.value);
  if (!made.ok) return err({ code: made.error });
  const { credential, hasPrf } = made.value;
  const added = await stepUp.withStepUp(() => callApi('addPasskey', { body: { name, credential } }));
  return added.ok ? ok({ ...added.value, credentialId: credential.id, hasPrf }) : added;
}

/** Asks the authenticator for its output, under which the journal's key is then kept beside the passkey. */
export async function letPasskeyOpenJournal(
  { callApi, stepUp, account }: Parts,
  passkeys: Passkeys,
  { id, credentialId }: { readonly id: string; readonly credentialId: string },
): Promise<Result<void, PasskeyTrouble>> {
  const request = await callApi('stepUpPasskeyOptions', {});
  if (!request.ok) return request;
  const allowed = request.value.allowed.filter((one) => one.id === credentialId);
  // With its user verified: an authenticator gives out another output without.
  const shown = await passkeys.show({ ...request.value, allowed }, { verified: true });
  if (!shown.ok) return err({ code: shown.error });
  if (shown.value.prf === null) return err({ code: 'no-output' });
  const wrap = await account.wrapForPasskey(shown.value.prf);
  if (!wrap.ok) return err({ code: 'unauthenticated' });
  return stepUp.withStepUp(() =>
    callApi('setPasskeyWrap', { params: { passkey: id }, body: { wrap: wrap.value } }),
  );
}
