import type { StepUpMethod } from '@undertone/contract/second-factor';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { HelpLink } from '../../app/help-link.tsx';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { usePasskeys } from '../../factors/passkeys-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProofFields } from '../factors/proof-fields.tsx';
import { useTask } from '../account/use-task.ts';
import { answerStepUp, sendStepUpCode, type StepUpFailure } from './answer-step-up.ts';
import './step-up-dialog.css';

/** Easiest first. */
const ORDER: readonly StepUpMethod[] = [
  'passkey',
  'totp',
  'email-code',
  'phone-code',
  'passphrase',
  'backup-code',
];

/** Asks once more who is there, on top of whatever the act was begun on. */
export function StepUpDialog() {
  const services = useServices();
  const passkeys = usePasskeys();
  const { stepUp } = services;
  const asked = stepUp.asked.value ?? [];
  const methods = ORDER.filter(
    (method) => asked.includes(method) && (method !== 'passkey' || passkeys.isSupported()),
  );
  const [chosen, setChosen] = useState<StepUpMethod | null>(null);
  const method = chosen ?? methods[0] ?? null;
  const [typed, setTyped] = useState('');
  const task = useTask<StepUpFailure>();
  const sending = useTask<StepUpFailure>();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => dialog.current?.showModal(), []);
  const sendsTo = method === 'email-code' ? 'email' : method === 'phone-code' ? 'phone' : null;
  const send = () => sendsTo !== null && sending.run(() => sendStepUpCode(services, sendsTo));
  useEffect(() => void send(), [sendsTo]);

  const choose = (next: StepUpMethod) => {
    setChosen(next);
    setTyped('');
  };
  const answer = async () => {
    if (method === null) return;
    const shown = await task.run(() => answerStepUp(services, passkeys, method, typed));
    if (shown?.value === 'shown') stepUp.settle(true);
    else setTyped('');
  };
  const failure = task.failure ?? sending.failure;

  return (
    <dialog
      ref={dialog}
      class="step-up"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        stepUp.settle(false);
      }}
    >
      <form
        class="step-up__inside"
        onSubmit={(event) => {
          event.preventDefault();
          if (!task.busy) void answer();
        }}
      >
        <h2 id={heading}>{t('stepUp.title')}</h2>
        <p class="muted">{t('stepUp.why')}</p>
        {method === null ? (
          <Notice tone="trouble" title={t('stepUp.noWay')} />
        ) : (
          <ProofFields key={method} method={method} value={typed} onInput={setTyped} />
        )}
        {failure !== null && (
          <Notice tone="trouble" title={t(`proofFailure.${failure}`)} urgent>
            <p>{t(`proofFailure.${failure}.do`)}</p>
          </Notice>
        )}
        <p class="step-up__acts">
          {method !== null && (
            <button type="submit" class="button button--primary" aria-disabled={task.busy}>
              {method === 'passkey' ? t('proof.passkey.act') : t('stepUp.act')}
            </button>
          )}
          <button type="button" class="button" onClick={() => stepUp.settle(false)}>
            {t('stepUp.back')}
          </button>
        </p>
        <p class="small muted" role="status">
          {task.busy || sending.busy ? t('proof.checking') : ''}
        </p>
        {sendsTo !== null && (
          <button type="button" class="button button--quiet" onClick={() => void send()}>
            {t('proof.sendAgain')}
          </button>
        )}
        {methods.length > 1 && (
          <p class="step-up__ways">
            {methods
              .filter((other) => other !== method)
              .map((other) => (
                <button key={other} type="button" class="button button--quiet" onClick={() => choose(other)}>
                  {t(`proof.other.${other}`)}
                </button>
              ))}
          </p>
        )}
      </form>
      <p class="step-up__help">
        {/* The one on the page behind cannot be reached while this is open. */}
        <HelpLink class="button button--quiet" />
      </p>
    </dialog>
  );
}
