import { redact } from '@undertone/base/redacted';
import { err, ok, type Result } from '@undertone/base/result';
import { useState } from 'preact/hooks';
import { formatMoment } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { now } from '../../app/now.ts';
import { useServices } from '../../app/services-context.ts';
import { recoveryProofOf } from '../../factors/recovery-proof.ts';
import { CodeField } from '../../ui/code-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useTask } from '../account/use-task.ts';
import { WordsField } from '../account/words-field.tsx';
import { FromServer } from '../server/from-server.tsx';
import { toProofFailure, type ProofFailure } from './proof-failure.ts';
import { ProofForm } from './proof-form.tsx';

/** The way out for who lost authenticator, passkeys and backup codes: words and mailbox, and three days. */
export function LostFactor({
  onRemoved,
  onBack,
}: {
  readonly onRemoved: () => void;
  readonly onBack: () => void;
}) {
  const { callApi } = useServices();
  return (
    <>
      <p>{t('lostFactor.what')}</p>
      <FromServer load={() => callApi('secondFactorDue', {})}>
        {({ canReset, resetAt }, reload) =>
          resetAt !== null && Date.parse(resetAt) <= now.value ? (
            <Finish onRemoved={onRemoved} />
          ) : resetAt !== null ? (
            <Notice title={t('lostFactor.waiting', { when: formatMoment(Date.parse(resetAt)) })}>
              <p>{t('lostFactor.waiting.do')}</p>
            </Notice>
          ) : canReset ? (
            <Ask onAsked={() => void reload()} />
          ) : (
            <Notice tone="trouble" title={t('lostFactor.noMail')}>
              <p>{t('lostFactor.noMail.do')}</p>
            </Notice>
          )
        }
      </FromServer>
      <p>
        <button type="button" class="button button--quiet" onClick={onBack}>
          {t('stepUp.back')}
        </button>
      </p>
    </>
  );
}

function Ask({ onAsked }: { readonly onAsked: () => void }) {
  const { callApi } = useServices();
  const [isSent, setSent] = useState(false);
  const [words, setWords] = useState('');
  const [code, setCode] = useState('');
  const task = useTask<ProofFailure>();

  const send = async (): Promise<Result<void, ProofFailure>> => {
    const sent = await callApi('sendSecondFactorResetCode', {});
    return sent.ok ? ok() : err(toProofFailure(sent.error));
  };
  const ask = async (): Promise<Result<void, ProofFailure>> => {
    const recoveryProof = await recoveryProofOf(redact(words));
    if (!recoveryProof.ok) return recoveryProof;
    const asked = await callApi('requestSecondFactorReset', {
      body: { code, recoveryProof: recoveryProof.value },
    });
    return asked.ok ? ok() : err(toProofFailure(asked.error));
  };
  const submit = async () => {
    const done = await task.run(isSent ? ask : send);
    if (done === null) return;
    if (isSent) onAsked();
    else setSent(true);
  };

  return (
    <ProofForm
      submit={isSent ? t('lostFactor.ask') : t('lostFactor.sendCode')}
      onSubmit={() => void submit()}
      busy={task.busy}
      failure={task.failure}
    >
      <WordsField value={words} onInput={setWords} />
      {isSent && (
        <CodeField
          label={t('proof.email-code')}
          name="code"
          hint={t('proof.email-code.hint')}
          value={code}
          onInput={setCode}
        />
      )}
    </ProofForm>
  );
}

function Finish({ onRemoved }: { readonly onRemoved: () => void }) {
  const { callApi } = useServices();
  const [words, setWords] = useState('');
  const task = useTask<ProofFailure>();
  const finish = async () => {
    const done = await task.run(async (): Promise<Result<void, ProofFailure>> => {
      const recoveryProof = await recoveryProofOf(redact(words));
      if (!recoveryProof.ok) return recoveryProof;
      const finished = await callApi('finishSecondFactorReset', {
        body: { recoveryProof: recoveryProof.value },
      });
      return finished.ok ? ok() : err(toProofFailure(finished.error));
    });
    if (done !== null) onRemoved();
  };
  return (
    <ProofForm
      submit={t('lostFactor.finish')}
      onSubmit={() => void finish()}
      busy={task.busy}
      failure={task.failure}
    >
      <p>{t('lostFactor.ready')}</p>
      <WordsField value={words} onInput={setWords} />
    </ProofForm>
  );
}
