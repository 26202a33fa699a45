import { redact } from '@undertone/base/redacted';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { go } from '../../app/navigation.ts';
import type { AccountFailure, AccountProgress } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { ConsentSwitch } from '../../ui/consent-switch.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AccountForm } from './account-form.tsx';
import { isAcceptable, judgePassphrase } from './passphrase-strength.ts';
import { NewPassphraseField } from './new-passphrase-field.tsx';
import { newWords } from './new-words.ts';
import { useTask } from './use-task.ts';

export function SignUpScreen() {
  const { account, consent } = useServices();
  const [email, setEmail] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [sendScores, setSendScores] = useState(false);
  const [step, setStep] = useState<AccountProgress | null>(null);
  const [weak, setWeak] = useState(false);
  const task = useTask<AccountFailure>();

  const signUp = async () => {
    setWeak(!isAcceptable(judgePassphrase(passphrase)));
    if (!isAcceptable(judgePassphrase(passphrase))) return;
    const made = await task.run(() => account.signUp(email.trim(), redact(passphrase), setStep));
    if (made === null) return;
    newWords.value = made.value.recoveryWords;
    // Kept apart from the account: a consent that does not arrive is simply not given.
    if (sendScores) await consent.grant('text');
    go({ screen: 'account', step: 'words' }, { replace: true });
  };

  return (
    <Screen title={t('signUp.title')}>
      <p>{t('signUp.what')}</p>
      <Notice title={t('signUp.lost')}>
        <p>{t('signUp.lost.what')}</p>
      </Notice>
      <AccountForm
        submit={t('account.signUp')}
        onSubmit={() => void signUp()}
        busy={task.busy}
        step={step}
        failure={task.failure}
        after={
          <p class="small">
            {t('signUp.haveOne')}{' '}
            <a class="link" href="/account/sign-in">
              {t('account.signIn')}
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
          hint={t('account.emailHint')}
        />
        <NewPassphraseField
          label={t('account.passphrase')}
          value={passphrase}
          onInput={setPassphrase}
          error={weak && !isAcceptable(judgePassphrase(passphrase)) ? t('passphrase.refused') : null}
        />
        <div class="card">
          <ConsentSwitch modality="text" checked={sendScores} onChange={setSendScores} />
        </div>
      </AccountForm>
    </Screen>
  );
}
