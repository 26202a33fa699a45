import { err, ok } from '@undertone/base/result';
import { useState } from 'preact/hooks';
import { toAccountFailure } from '../../account/account-failure.ts';
import { language, t } from '../../app/i18n.ts';
import { go } from '../../app/navigation.ts';
import type { AccountFailure } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AccountForm } from './account-form.tsx';
import { CodeStep } from './code-step.tsx';
import { useTask } from './use-task.ts';

/** For who cannot sign in because too many wrong tries were made, by whomever. */
export function UnlockScreen() {
  const { account, callApi } = useServices();
  const state = account.state.value;
  const [email, setEmail] = useState(state.kind === 'session-expired' ? state.email : '');
  const [code, setCode] = useState<string | null>(null);
  const task = useTask<AccountFailure>();

  const sendCode = () =>
    task.run(async () => {
      const sent = await callApi('sendUnlockCode', { body: { email: email.trim(), locale: language.value } });
      return sent.ok ? ok() : err(toAccountFailure(sent.error));
    });

  const unlock = async (digits: string) => {
    const unlocked = await task.run(async () => {
      const reply = await callApi('unlock', { body: { email: email.trim(), code: digits } });
      return reply.ok ? ok() : err(toAccountFailure(reply.error));
    });
    if (unlocked === null) return;
    showSnack({ text: t('unlock.done') });
    go({ screen: 'account', step: 'sign-in' }, { replace: true });
  };

  return (
    <Screen title={t('unlock.title')} above={<BackLink to="/account/sign-in" name={t('account.signIn')} />}>
      <p>{t('unlock.what')}</p>
      <AccountForm
        submit={code === null ? t('unlock.send') : t('unlock.act')}
        onSubmit={() => void (code === null ? sendCode().then((sent) => sent && setCode('')) : unlock(code))}
        busy={task.busy}
        step="contacting"
        failure={task.failure}
      >
        {code === null ? (
          <TextField
            label={t('account.email')}
            name="email"
            type="email"
            autocomplete="username"
            value={email}
            onInput={setEmail}
          />
        ) : (
          <CodeStep
            address={email.trim()}
            code={code}
            onInput={setCode}
            onSendAgain={async () => (await sendCode()) !== null}
          />
        )}
      </AccountForm>
    </Screen>
  );
}
