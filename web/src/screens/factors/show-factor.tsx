import type { SecondFactor } from '@undertone/contract/account';
import type { SecondFactorProof } from '@undertone/contract/second-factor';
import { err, ok, type Result } from '@undertone/base/result';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { usePasskeys } from '../../factors/passkeys-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { useTask } from '../account/use-task.ts';
import { LostFactor } from './lost-factor.tsx';
import { toProofFailure, type ProofFailure } from './proof-failure.ts';
import { ProofFields } from './proof-fields.tsx';

const ORDER: readonly SecondFactor[] = ['passkey', 'totp', 'backup-code'];

/** The second factor that a sign-in is waiting for. */
export function ShowFactor({
  methods: offered,
  onShown,
}: {
  readonly methods: readonly SecondFactor[];
  readonly onShown: () => void;
}) {
  const { callApi } = useServices();
  const passkeys = usePasskeys();
  const methods = ORDER.filter(
    (method) => offered.includes(method) && (method !== 'passkey' || passkeys.isSupported()),
  );
  const [chosen, setChosen] = useState<SecondFactor | null>(null);
  const method = chosen ?? methods[0] ?? null;
  const [typed, setTyped] = useState('');
  const [isLost, setLost] = useState(false);
  const task = useTask<ProofFailure>();

  const proofOf = async (by: SecondFactor): Promise<Result<SecondFactorProof | null, ProofFailure>> => {
    if (by !== 'passkey') return ok({ method: by, code: typed.trim() });
    const options = await callApi('secondFactorPasskeyOptions', {});
    if (!options.ok) return err(toProofFailure(options.error));
    const shown = await passkeys.show(options.value);
    // The browser's own sheet was closed: nothing went wrong.
    return ok(shown.ok ? { method: by, assertion: shown.value.assertion } : null);
  };
  const submit = async (by: SecondFactor) => {
    const shown = await task.run(async (): Promise<Result<'shown' | 'dismissed', ProofFailure>> => {
      const proof = await proofOf(by);
      if (!proof.ok) return proof;
      if (proof.value === null) return ok('dismissed');
      const reply = await callApi('showSecondFactor', { body: proof.value });
      return reply.ok ? ok('shown') : err(toProofFailure(reply.error));
    });
    setTyped('');
    if (shown?.value === 'shown') onShown();
  };

  if (isLost) return <LostFactor onRemoved={onShown} onBack={() => setLost(false)} />;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (method !== null && !task.busy) void submit(method);
      }}
    >
      {method === null ? (
        <Notice tone="trouble" title={t('stepUp.noWay')} />
      ) : (
        <ProofFields key={method} method={method} value={typed} onInput={setTyped} />
      )}
      {task.failure !== null && (
        <Notice tone="trouble" title={t(`proofFailure.${task.failure}`)} urgent>
          <p>{t(`proofFailure.${task.failure}.do`)}</p>
        </Notice>
      )}
      {method !== null && (
        <button type="submit" class="button button--primary form__submit" aria-disabled={task.busy}>
          {method === 'passkey' ? t('proof.passkey.act') : t('stepUp.act')}
        </button>
      )}
      <p class="small muted form__step" role="status">
        {task.busy ? t('proof.checking') : ''}
      </p>
      <p class="row">
        {methods
          .filter((other) => other !== method)
          .map((other) => (
            <button
              key={other}
              type="button"
              class="button button--quiet"
              onClick={() => {
                setChosen(other);
                setTyped('');
              }}
            >
              {t(`proof.other.${other}`)}
            </button>
          ))}
        <button type="button" class="button button--quiet" onClick={() => setLost(true)}>
          {t('lostFactor.link')}
        </button>
      </p>
    </form>
  );
}
