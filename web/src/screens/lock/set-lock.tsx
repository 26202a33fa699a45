import { useState } from 'preact/hooks';
import type { AppLockKind, LockFailure } from '../../app/app-lock-port.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { useTask } from '../account/use-task.ts';
import { LockFailureNotice } from './lock-form.tsx';
import { NewSecretFields, useNewSecret } from './new-secret.tsx';

const OFFERED: readonly AppLockKind[] = ['pin', 'passphrase'];

/** The first lock, with what it means to forget it said before and not after. */
export function SetLock({ hasPasskeys }: { readonly hasPasskeys: boolean }) {
  const { appLock, account } = useServices();
  const [way, setWay] = useState<AppLockKind>('pin');
  const secret = useNewSecret(way);
  const task = useTask<LockFailure>();
  const hasAccount = account.state.value.kind !== 'local-only';

  const set = async () => {
    const next = secret.take();
    if (next === null) return;
    const done = await task.run(() => appLock.set(next, null));
    if (done !== null) showSnack({ text: t('lock.set.done') });
  };

  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!task.busy) void set();
      }}
    >
      <fieldset class="stack">
        <legend class="field__label">{t('lock.choose')}</legend>
        {[...OFFERED, ...(hasPasskeys ? (['passkey'] as const) : [])].map((each) => (
          <label key={each} class="choice">
            <input type="radio" name="way" checked={way === each} onChange={() => setWay(each)} />
            <span>
              <span class="rows__title">{t(`lock.way.${each}`)}</span>
              <span class="rows__note">{t(`lock.way.${each}.what`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <NewSecretFields key={way} way={way} secret={secret} />
      {way === 'pin' && <p class="small muted">{t('lock.pin.honest')}</p>}
      <LockFailureNotice failure={task.failure} />
      <p class="small">
        {hasAccount ? (
          t('lock.lose.account')
        ) : (
          <>
            {t('lock.lose')} <a href="/settings/backup">{t('lock.lose.backup')}</a>
          </>
        )}
      </p>
      <button type="submit" class="button button--primary form__submit" aria-disabled={task.busy}>
        {t('lock.set')}
      </button>
      <p class="small muted form__step" role="status">
        {task.busy ? t('lock.checking') : ''}
      </p>
    </form>
  );
}
