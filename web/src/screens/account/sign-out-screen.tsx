import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { go } from '../../app/navigation.ts';
import type { AccountFailure } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Screen } from '../../ui/screen.tsx';
import { AccountForm } from './account-form.tsx';
import { useTask } from './use-task.ts';

export function SignOutScreen() {
  const { account, sync } = useServices();
  const [eraseDevice, setEraseDevice] = useState(false);
  const task = useTask<AccountFailure>();
  const unsynced = sync.unsyncedCount.value;

  const signOut = async () => {
    const done = await task.run(() => account.signOut({ eraseDevice }));
    if (done !== null) go({ screen: 'today' }, { replace: true });
  };

  return (
    <Screen
      title={t('signOut.title')}
      above={<BackLink to="/settings/account" name={t('settings.account')} />}
    >
      <AccountForm submit={t('signOut.act')} onSubmit={() => void signOut()} task={task} step={null}>
        <fieldset class="stack">
          <legend class="field__label">{t('signOut.question')}</legend>
          <label class="choice">
            <input type="radio" name="device" checked={!eraseDevice} onChange={() => setEraseDevice(false)} />
            <span>
              <span class="rows__title">{t('signOut.keep')}</span>
              <span class="rows__note">{t('signOut.keep.what')}</span>
            </span>
          </label>
          <label class="choice">
            <input type="radio" name="device" checked={eraseDevice} onChange={() => setEraseDevice(true)} />
            <span>
              <span class="rows__title">{t('signOut.erase')}</span>
              <span class="rows__note">{t('signOut.erase.what')}</span>
            </span>
          </label>
        </fieldset>
        {eraseDevice && unsynced > 0 && (
          <Notice tone="trouble" title={t('signOut.unsynced', { count: unsynced })} urgent>
            <p>{t('signOut.unsynced.do')}</p>
          </Notice>
        )}
      </AccountForm>
    </Screen>
  );
}
