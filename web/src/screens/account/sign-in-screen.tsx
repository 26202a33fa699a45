import { redact } from '@undertone/base/redacted';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { go } from '../../app/navigation.ts';
import type { AccountFailure, AccountProgress } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AccountForm } from './account-form.tsx';
import { useTask } from './use-task.ts';

export function SignInScreen() {
  const { account, journal } = useServices();
  const state = account.state.value;
  const expired = state.kind === 'session-expired';
  const [email, setEmail] = useState(expired ? state.email : '');
  const [passphrase, setPassphrase] = useState('');
  const [step, setStep] = useState<AccountProgress | null>(null);
  const task = useTask<AccountFailure>();
  const twoJournals = task.failure === 'other-journal-present';

  const signIn = async (mergeLocal: boolean) => {
    const done = await task.run(() =>
      account.signIn(email.trim(), redact(passphrase), { mergeLocal, onProgress: setStep }),
    );
    if (done !== null) go({ screen: 'today' }, { replace: true });
  };

  return (
    <Screen title={t('signIn.title')}>
      {expired && (
        <Notice title={t('signIn.expired')}>
          <p>{t('signIn.expired.safe')}</p>
        </Notice>
      )}
      <AccountForm
        submit={t('account.signIn')}
        onSubmit={() => void signIn(false)}
        busy={task.busy}
        step={step}
        failure={twoJournals ? null : task.failure}
        after={
          <p class="row">
            {task.failure === 'account-locked' && (
              <a class="link" href="/account/unlock">
                {t('unlock.title')}
              </a>
            )}
            <a class="link" href="/account/recover">
              {t('signIn.forgot')}
            </a>
            <a class="link" href="/account/sign-up">
              {t('signIn.noAccount')}
            </a>
          </p>
        }
      >
        <TextField
          label={t('account.email')}
          name="email"
          type="email"
          autocomplete="username"
          value={email}
          onInput={setEmail}
        />
        <TextField
          label={t('account.passphrase')}
          name="passphrase"
          type="password"
          autocomplete="current-password"
          value={passphrase}
          onInput={setPassphrase}
        />
        {twoJournals && (
          <Notice title={t('signIn.twoJournals')} urgent>
            <p>{t('signIn.twoJournals.what', { count: journal.entries.value.length })}</p>
            <button type="button" class="button" disabled={task.busy} onClick={() => void signIn(true)}>
              {t('signIn.merge')}
            </button>
          </Notice>
        )}
      </AccountForm>
    </Screen>
  );
}
