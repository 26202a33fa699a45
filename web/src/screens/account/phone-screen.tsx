import { err, ok, type Result } from '@undertone/base/result';
import { useEffect, useState } from 'preact/hooks';
import { toAccountFailure } from '../../account/account-failure.ts';
import type { ApiFailure } from '../../app/call-api.ts';
import { t } from '../../app/i18n.ts';
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

export function PhoneScreen() {
  const { callApi, stepUp } = useServices();
  const [typed, setTyped] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [hasPhone, setHasPhone] = useState(false);
  const task = useTask<AccountFailure>();
  useEffect(() => {
    void callApi('profile', {}).then((profile) => profile.ok && setHasPhone(profile.value.hasPhone));
  }, [callApi]);
  /** As people group a number, so not as the server keeps it. */
  const phone = typed.replaceAll(/[\s().-]/g, '');

  const run = (act: () => Promise<Result<void, ApiFailure>>) =>
    task.run(async () => {
      const done = await act();
      return done.ok ? ok() : err(toAccountFailure(done.error));
    });
  const sendCode = () => run(() => callApi('sendAddressCode', { body: { phone } }));
  const leave = (text: string) => {
    showSnack({ text });
    go({ screen: 'settings', section: 'account' }, { replace: true });
  };
  const keep = async (digits: string) => {
    const kept = await run(() =>
      stepUp.withStepUp(() => callApi('changePhone', { body: { phone, code: digits } })),
    );
    if (kept !== null) leave(t('phone.done'));
  };
  const remove = async () => {
    const removed = await run(() => stepUp.withStepUp(() => callApi('removePhone', {})));
    if (removed !== null) leave(t('phone.removed'));
  };

  return (
    <Screen title={t('phone.title')} above={<BackLink to="/settings/account" name={t('settings.account')} />}>
      <p>{t('phone.what')}</p>
      <AccountForm
        submit={code === null ? t('phone.send') : t('phone.act')}
        onSubmit={() => void (code === null ? sendCode().then((sent) => sent && setCode('')) : keep(code))}
        task={task}
        step="contacting"
        after={
          code === null &&
          hasPhone && (
            <p>
              <button type="button" class="button button--quiet" onClick={() => void remove()}>
                {t('phone.remove')}
              </button>
            </p>
          )
        }
      >
        {code === null ? (
          <TextField
            label={t('phone.number')}
            name="phone"
            type="tel"
            autocomplete="tel"
            hint={t('phone.hint')}
            value={typed}
            onInput={setTyped}
          />
        ) : (
          <CodeStep
            address={phone}
            code={code}
            onInput={setCode}
            onSendAgain={async () => (await sendCode()) !== null}
          />
        )}
      </AccountForm>
    </Screen>
  );
}
