import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { PasskeyAssertion, SecondFactorProof } from '@undertone/contract/second-factor';
import type { Session } from '../account/session.ts';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith, type Failure } from '../http/failure.ts';
import { checkAssertion } from './passkey-checks.ts';
import type { ChallengePurpose } from './passkey-challenges.ts';
import type { StoredPasskey } from './passkey-store.ts';
import { relyingPartyOf } from './relying-party.ts';

/** The parts of a call that a proof is checked with. */
export interface ProvingCall {
  readonly session: Session;
  readonly headers: Headers;
  readonly client: string;
  readonly country: string | null;
  readonly requestId: string;
  readonly now: EpochMs;
  readonly defer: (work: Promise<unknown> | (() => Promise<unknown>)) => void;
}

/**
 * Checks a second factor of whoever holds the session, and uses it up: no code, no challenge and no backup code passes
 * twice. Whoever has a factor has not lost it: a removal that was asked for ends.
 */
export async function showFactor(
  dependencies: Dependencies,
  call: ProvingCall,
  proof: SecondFactorProof,
  purpose: 'second-factor' | 'step-up',
): Promise<Result<void, Failure>> {
  const { attempts, audit, secondFactors } = dependencies;
  const { session, client, now, defer } = call;
  const guess = await attempts.takeGuess(
    session.email,
    client,
    now,
    'second-factor',
    counterOf(session, proof, purpose),
  );
  if (!guess.ok) return guess;
  const action = purpose === 'step-up' ? 'step-up' : 'second-factor';
  const shown = await check(dependencies, call, proof, purpose);
  if (!shown.ok) {
    const refused = `${action}.refused` as const;
    defer(() => guess.value.wasWrong());
    await audit.record({ ...byCaller(call), action: refused, outcome: 'refused' }, now);
    return shown;
  }
  await guess.value.wasRight();
  if (await secondFactors.resets.cancel(session.accountId)) {
    await audit.record({ ...byCaller(call), action: 'second-factor.reset-cancelled', outcome: 'done' }, now);
  }
  const passed = purpose === 'step-up' ? 'step-up.passed' : 'second-factor.shown';
  await audit.record({ ...byCaller(call), action: passed, outcome: 'done' }, now);
  return ok();
}

/**
 * Whose wrong tries count together. A full session's are its own, so that a thief who stands before the second factor
 * with a stolen passphrase cannot keep the owner from stepping up. Of what nobody can guess (signatures, 80 bits) they
 * do not count against the six digits, nor the other way round.
 */
function counterOf(
  { sessionId }: Session,
  { method }: SecondFactorProof,
  purpose: 'second-factor' | 'step-up',
): string | null {
  if (purpose === 'step-up') return sessionId;
  return method === 'totp' ? null : method;
}

async function check(
  dependencies: Dependencies,
  call: ProvingCall,
  proof: SecondFactorProof,
  purpose: 'second-factor' | 'step-up',
): Promise<Result<void, Failure>> {
  const { backupCodes, passkeys, totp } = dependencies.secondFactors;
  const { accountId, sessionId } = call.session;
  switch (proof.method) {
    case 'totp':
      return coded(await totp.show(accountId, proof.code, call.now));
    case 'backup-code':
      return coded(await backupCodes.use(accountId, proof.code));
    case 'passkey': {
      const passkey = await passkeys.find(proof.assertion.id);
      const isOwn = passkey !== null && passkey.accountId === accountId;
      if (!isOwn) return err(failWith('wrong-code'));
      return showPasskey(dependencies, passkey, proof.assertion, {
        ...{ headers: call.headers, now: call.now, purpose, sessionId },
        verified: false,
      });
    }
  }
}

function coded(shown: Result<void, 'wrong-code'>): Result<void, Failure> {
  return shown.ok ? shown : err(failWith(shown.error));
}

/** `verified`: the authenticator must have made sure of its user, by PIN or body. */
export async function showPasskey(
  { secondFactors }: Pick<Dependencies, 'secondFactors'>,
  passkey: StoredPasskey,
  assertion: PasskeyAssertion,
  how: {
    readonly headers: Headers;
    readonly purpose: ChallengePurpose;
    readonly sessionId: string | null;
    readonly verified: boolean;
    readonly now: EpochMs;
  },
): Promise<Result<void, Failure>> {
  const party = relyingPartyOf(how.headers);
  if (!party.ok) return party;
  const checked = await checkAssertion(assertion, passkey, party.value, {
    take: (challenge) => secondFactors.challenges.take(challenge, how.purpose, how.sessionId, how.now),
    verified: how.verified,
  });
  const counts =
    checked.ok && (await secondFactors.passkeys.noteUse(passkey, checked.value.counter, how.now));
  return counts ? ok() : err(failWith('wrong-code'));
}
