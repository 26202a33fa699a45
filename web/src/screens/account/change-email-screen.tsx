import { redact } from '@undertone/base/redacted';
import { err, ok } from '@undertone/base/result';
import { useState } from 'preact/hooks';
import { toAccountFailure } from '../../account/account-failure.ts';
import { parseEmail } from '../../account/parse-email.ts';
import { t } from '../../app/i18n.ts';
import { go } from '../../app/navigation.ts';
import type { AccountFailure, AccountProgress } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AccountForm } from './account-form.tsx';
import { CodeStep } from './code-step.tsx';
import { useTask } from './use-task.ts';

export function ChangeEmailScreen() {
  const { account, callApi } = useServices();
  const [email, setEmail] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [step, setStep] = useState<AccountProgress | null>(null);
  const task = useTask<AccountFailure>();

  const sendCode = () =>
    task.run(async () => {
      const parsed = parseEmail(email);
      if (!parsed.ok) return parsed;
      setStep('contacting');
      const sent = await callApi('sendAddressCode', { body: { email: parsed.value } });
      return sent.ok ? ok() : err(toAccountFailure(sent.error));
    });

  const change = async (digits: string) => {
    const changed = await task.run(() => account.changeEmail(email, digits, redact(passphrase), setStep));
    if (changed === null) return;
    showSnack({ text: t('changeEmail.done') });
    go({ screen: 'settings', section: 'account' }, { replace: true });
  };

  return (
    <Screen
      title={t('changeEmail.title')}
      above={<BackLink to="/settings/account" name={t('settings.account')} />}
    >
      <p>{t('changeEmail.what')}</p>
      <AccountForm
        submit={code === null ? t('changeEmail.send') : t('changeEmail.act')}
        onSubmit={() => void (code === null ? sendCode().then((sent) => sent && setCode('')) : change(code))}
        task={task}
        step={step}
      >
        {code === null ? (
          <TextField
            label={t('changeEmail.new')}
            name="email"
            type="email"
            autocomplete="email"
            value={email}
            onInput={setEmail}
          />
        ) : (
          <>
            <CodeStep
              address={email.trim()}
              code={code}
              onInput={setCode}
              onSendAgain={async () => (await sendCode()) !== null}
            />
            <TextField
              label={t('account.passphrase')}
              name="passphrase"
              type="password"
              autocomplete="current-password"
              value={passphrase}
              onInput={setPassphrase}
            />
          </>
        )}
      </AccountForm>
    </Screen>
  );
}
