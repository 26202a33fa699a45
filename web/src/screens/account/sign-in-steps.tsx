import { redact } from '@undertone/base/redacted';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SetUpFactor } from '../factors/set-up-factor.tsx';
import { ShowFactor } from '../factors/show-factor.tsx';
import { AccountForm } from './account-form.tsx';
import type { SigningIn, StepToDo } from './use-sign-in.ts';

/** What comes after the first step of a sign-in: one of these, or one after the other. */
export function SignInSteps({ signing, step }: { readonly signing: SigningIn; readonly step: StepToDo }) {
  const { task, resume } = signing;
  const title = t(`signInStep.${step.kind}`);
  const isAsked = task.failure === 'other-journal-present';
  return (
    <Screen key={step.kind} title={title}>
      {isAsked ? (
        <TwoJournals signing={signing} />
      ) : step.kind === 'passphrase-needed' ? (
        <PassphraseStep signing={signing} email={step.email} />
      ) : (
        <>
          {step.kind === 'second-factor' ? (
            <ShowFactor methods={step.methods} onShown={() => void resume()} />
          ) : (
            <SetUpFactor onDone={() => void resume()} />
          )}
          {task.failure !== null && (
            <Notice tone="trouble" title={t(`accountFailure.${task.failure}`)} urgent>
              <p>{t(`accountFailure.${task.failure}.do`)}</p>
            </Notice>
          )}
        </>
      )}
    </Screen>
  );
}

/** This device holds a journal of its own beside the account's. */
export function TwoJournals({ signing: { task, resume } }: { readonly signing: SigningIn }) {
  const { journal } = useServices();
  return (
    <Notice title={t('signIn.twoJournals')} urgent>
      <p>{t('signIn.twoJournals.what', { count: journal.entries.value.length })}</p>
      <button
        type="button"
        class="button"
        disabled={task.busy}
        onClick={() => void resume({ mergeLocal: true })}
      >
        {t('signIn.merge')}
      </button>
    </Notice>
  );
}

function PassphraseStep({ signing, email }: { readonly signing: SigningIn; readonly email: string }) {
  const [passphrase, setPassphrase] = useState('');
  const { task, progress, resume } = signing;
  return (
    <>
      <p>{t('signInStep.passphrase-needed.why')}</p>
      <AccountForm
        submit={t('signInStep.open')}
        onSubmit={() => void resume({ passphrase: redact(passphrase) })}
        task={task}
        step={progress}
      >
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <TextField
          label={t('account.passphrase')}
          name="passphrase"
          type="password"
          autocomplete="current-password"
          value={passphrase}
          onInput={setPassphrase}
        />
      </AccountForm>
    </>
  );
}
