import { redact } from '@undertone/base/redacted';
import { err, ok, type Result } from '@undertone/base/result';
import type { StepUpMethod, StepUpProof } from '@undertone/contract/second-factor';
import type { Services } from '../../app/services.ts';
import type { Passkeys } from '../../factors/passkeys.ts';
import { toProofFailure, type ProofFailure } from '../factors/proof-failure.ts';

export type StepUpFailure = ProofFailure;

type Parts = Pick<Services, 'callApi' | 'account'>;

export async function sendStepUpCode(
  { callApi }: Parts,
  to: 'email' | 'phone',
): Promise<Result<void, StepUpFailure>> {
  const sent = await callApi('sendStepUpCode', { body: { to } });
  return sent.ok ? ok() : err(toProofFailure(sent.error));
}

/** `dismissed`: the browser's own sheet was closed, and nothing went wrong. */
export async function answerStepUp(
  parts: Parts,
  passkeys: Passkeys,
  method: StepUpMethod,
  typed: string,
): Promise<Result<'shown' | 'dismissed', StepUpFailure>> {
  const proof = await proofOf(parts, passkeys, method, typed);
  if (!proof.ok) return proof.error === 'dismissed' ? ok('dismissed') : err(proof.error);
  const shown = await parts.callApi('stepUp', { body: proof.value });
  return shown.ok ? ok('shown') : err(toProofFailure(shown.error));
}

async function proofOf(
  { callApi, account }: Parts,
  passkeys: Passkeys,
  method: StepUpMethod,
  typed: string,
): Promise<Result<StepUpProof, StepUpFailure | 'dismissed'>> {
  if (method === 'passkey') {
    const options = await callApi('stepUpPasskeyOptions', {});
    if (!options.ok) return err(toProofFailure(options.error));
    const shown = await passkeys.show(options.value);
    return shown.ok ? ok({ method, assertion: shown.value.assertion }) : shown;
  }
  if (method === 'passphrase') {
    const authSecret = await account.deriveAuthSecret(redact(typed));
    if (authSecret.ok) return ok({ method, authSecret: authSecret.value });
    return err(authSecret.error === 'offline' ? 'offline' : 'server-refused');
  }
  return ok({ method, code: typed.trim() });
}
