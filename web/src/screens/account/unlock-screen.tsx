import { err, ok } from '@undertone/base/result';
import { useState } from 'preact/hooks';
import { toAccountFailure } from '../../account/account-failure.ts';
import { parseEmail } from '../../account/parse-email.ts';
import { language, t } from '../../app/i18n.ts';
import { go } from '../../app/navigation.ts';
import type { AccountFailure } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Notice } from '../../ui/notice.tsx';
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
  const [sendsNone, setSendsNone] = useState(false);
  const task = useTask<AccountFailure>();

  const sendCode = () =>
    task.run(async () => {
      const parsed = parseEmail(email);
      if (!parsed.ok) return parsed;
      const options = await callApi('accountOptions', {});
      if (!options.ok) return err(toAccountFailure(options.error));
      if (!options.value.emailCodes) return ok('sends-none' as const);
      const body = { email: parsed.value, locale: language.value };
      const sent = await callApi('sendUnlockCode', { body });
      return sent.ok ? ok('sent' as const) : err(toAccountFailure(sent.error));
    });

  const begin = async () => {
    const begun = await sendCode();
    setSendsNone(begun?.value === 'sends-none');
    if (begun?.value === 'sent') setCode('');
  };

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
        onSubmit={() => void (code === null ? begin() : unlock(code))}
        task={task}
        step="contacting"
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
        {sendsNone && (
          <Notice title={t('unlock.sendsNone')} urgent>
            <p>{t('unlock.sendsNone.do')}</p>
          </Notice>
        )}
      </AccountForm>
    </Screen>
  );
}
