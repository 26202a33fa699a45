import { redact } from '@undertone/base/redacted';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AccountForm } from './account-form.tsx';
import { NewPassphraseField } from './new-passphrase-field.tsx';
import { SignInSteps } from './sign-in-steps.tsx';
import { useNewPassphrase } from './use-new-passphrase.ts';
import { useSignIn } from './use-sign-in.ts';
import { WordsField } from './words-field.tsx';

export function RecoverScreen() {
  const { account } = useServices();
  const [email, setEmail] = useState('');
  const [words, setWords] = useState('');
  const passphrase = useNewPassphrase();
  const signing = useSignIn(() => showSnack({ text: t('recover.done') }));
  const { task, reached, progress, begin } = signing;

  const recover = async () => {
    if (!passphrase.isTaken()) return;
    await begin(({ onProgress }) =>
      account.recover(email.trim(), redact(words), redact(passphrase.value), onProgress),
    );
  };
  if (reached !== null) return <SignInSteps signing={signing} step={reached} />;

  return (
    <Screen title={t('recover.title')} above={<BackLink to="/account/sign-in" name={t('account.signIn')} />}>
      <p>{t('recover.what')}</p>
      <AccountForm submit={t('recover.act')} onSubmit={() => void recover()} task={task} step={progress}>
        <TextField
          label={t('account.email')}
          name="email"
          type="email"
          autocomplete="username"
          value={email}
          onInput={setEmail}
        />
        <WordsField value={words} onInput={setWords} />
        <NewPassphraseField label={t('passphrase.new')} {...passphrase.field} />
      </AccountForm>
    </Screen>
  );
}
