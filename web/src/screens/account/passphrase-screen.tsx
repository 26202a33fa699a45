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
import { useNewPassphrase } from './use-new-passphrase.ts';
import { useTask } from './use-task.ts';

export function PassphraseScreen() {
  const { account } = useServices();
  const state = account.state.value;
  const [current, setCurrent] = useState('');
  const next = useNewPassphrase();
  const [step, setStep] = useState<AccountProgress | null>(null);
  const task = useTask<AccountFailure>();

  const change = async () => {
    if (!next.isTaken()) return;
    const done = await task.run(() => account.changePassphrase(redact(current), redact(next.value), setStep));
    if (done === null) return;
    showSnack({ text: t('changePassphrase.done') });
    go({ screen: 'settings', section: 'account' }, { replace: true });
  };

  return (
    <Screen
      title={t('changePassphrase.title')}
      above={<BackLink to="/settings/account" name={t('settings.account')} />}
    >
      <p>{t('changePassphrase.what')}</p>
      <AccountForm submit={t('changePassphrase.act')} onSubmit={() => void change()} task={task} step={step}>
        {/* Password managers need the name that the new passphrase belongs to. */}
        <input
          type="email"
          autoComplete="username"
          value={state.kind === 'local-only' ? '' : state.email}
          readOnly
          hidden
        />
        <TextField
          label={t('passphrase.current')}
          name="passphrase"
          type="password"
          autocomplete="current-password"
          value={current}
          onInput={setCurrent}
        />
        <NewPassphraseField label={t('passphrase.new')} {...next.field} />
      </AccountForm>
    </Screen>
  );
}
