import { redact } from '@undertone/base/redacted';
import { err, ok } from '@undertone/base/result';
import { useState } from 'preact/hooks';
import { toAccountFailure } from '../../account/account-failure.ts';
import { parseEmail } from '../../account/parse-email.ts';
import { language, t } from '../../app/i18n.ts';
import { go } from '../../app/navigation.ts';
import type { AccountFailure, AccountProgress } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { ConsentSwitch } from '../../ui/consent-switch.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AccountForm } from './account-form.tsx';
import { CodeStep } from './code-step.tsx';
import { NewPassphraseField } from './new-passphrase-field.tsx';
import { newWords } from './new-words.ts';
import { useNewPassphrase } from './use-new-passphrase.ts';
import { useTask } from './use-task.ts';

export function SignUpScreen() {
  const { account, callApi, consent } = useServices();
  const [email, setEmail] = useState('');
  const passphrase = useNewPassphrase();
  const [sendScores, setSendScores] = useState(false);
  /** `null` until one was sent. */
  const [code, setCode] = useState<string | null>(null);
  const [step, setStep] = useState<AccountProgress | null>(null);
  const task = useTask<AccountFailure>();

  const sendCode = async () => {
    setStep('contacting');
    const body = { email: email.trim(), locale: language.value };
    const sent = await callApi('sendSignUpCode', { body });
    return sent.ok ? ok() : err(toAccountFailure(sent.error));
  };

  const create = async (emailCode?: string) => {
    const made = await task.run(() =>
      account.signUp(email.trim(), redact(passphrase.value), setStep, {
        locale: language.value,
        ...(emailCode !== undefined && { emailCode }),
      }),
    );
    if (made === null) return;
    newWords.value = made.value.recoveryWords;
    // Kept apart from the account: a consent that does not arrive is simply not given.
    if (sendScores) await consent.grant('text');
    go({ screen: 'account', step: 'words' }, { replace: true });
  };

  const begin = async () => {
    if (!passphrase.isTaken()) return;
    const begun = await task.run(async () => {
      const parsed = parseEmail(email);
      if (!parsed.ok) return parsed;
      const options = await callApi('accountOptions', {});
      if (!options.ok) return err(toAccountFailure(options.error));
      if (!options.value.emailCodes) return ok('nothing-to-show' as const);
      const sent = await sendCode();
      return sent.ok ? ok('code' as const) : sent;
    });
    if (begun?.value === 'code') setCode('');
    if (begun?.value === 'nothing-to-show') await create();
  };

  if (code !== null) {
    return (
      <Screen title={t('signUp.code.title')}>
        <AccountForm
          submit={t('account.signUp')}
          onSubmit={() => void create(code)}
          task={task}
          step={step}
          after={
            <p>
              <button type="button" class="button button--quiet" onClick={() => setCode(null)}>
                {t('signUp.code.otherAddress')}
              </button>
            </p>
          }
        >
          <CodeStep
            address={email.trim()}
            code={code}
            onInput={setCode}
            onSendAgain={async () => (await task.run(sendCode)) !== null}
          />
          <p class="small muted">{t('signUp.code.known')}</p>
        </AccountForm>
      </Screen>
    );
  }
  return (
    <Screen title={t('signUp.title')}>
      <p>{t('signUp.what')}</p>
      <Notice title={t('signUp.lost')}>
        <p>{t('signUp.lost.what')}</p>
      </Notice>
      <AccountForm
        submit={t('account.signUp')}
        onSubmit={() => void begin()}
        task={task}
        step={step}
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
        <NewPassphraseField label={t('account.passphrase')} {...passphrase.field} />
        <div class="card">
          <ConsentSwitch modality="text" checked={sendScores} onChange={setSendScores} />
        </div>
      </AccountForm>
    </Screen>
  );
}
