import { redact } from '@undertone/base/redacted';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { go } from '../../app/navigation.ts';
import type { AccountFailure, AccountProgress } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AccountForm } from './account-form.tsx';
import { NewPassphraseField } from './new-passphrase-field.tsx';
import { isAcceptable, judgePassphrase } from './passphrase-strength.ts';
import { useTask } from './use-task.ts';
import { WordsField } from './words-field.tsx';

export function RecoverScreen() {
  const { account } = useServices();
  const [email, setEmail] = useState('');
  const [words, setWords] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [weak, setWeak] = useState(false);
  const [step, setStep] = useState<AccountProgress | null>(null);
  const task = useTask<AccountFailure>();

  const recover = async () => {
    const acceptable = isAcceptable(judgePassphrase(passphrase));
    setWeak(!acceptable);
    if (!acceptable) return;
    const done = await task.run(() =>
      account.recover(email.trim(), redact(words), redact(passphrase), setStep),
    );
    if (done === null) return;
    showSnack({ text: t('recover.done') });
    go({ screen: 'today' }, { replace: true });
  };

  return (
    <Screen title={t('recover.title')} above={<BackLink to="/account/sign-in" name={t('account.signIn')} />}>
      <p>{t('recover.what')}</p>
      <AccountForm
        submit={t('recover.act')}
        onSubmit={() => void recover()}
        busy={task.busy}
        step={step}
        failure={task.failure}
      >
        <TextField
          label={t('account.email')}
          name="email"
          type="email"
          autocomplete="username"
          value={email}
          onInput={setEmail}
        />
        <WordsField value={words} onInput={setWords} />
        <NewPassphraseField
          label={t('passphrase.new')}
          value={passphrase}
          onInput={setPassphrase}
          error={weak && !isAcceptable(judgePassphrase(passphrase)) ? t('passphrase.refused') : null}
        />
      </AccountForm>
    </Screen>
  );
}
