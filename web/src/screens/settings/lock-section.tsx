import { useEffect, useState } from 'preact/hooks';
import {
  RELOCK_MINUTES,
  type AppLockKind,
  type AppLockState,
  type RelockMinutes,
} from '../../app/app-lock-port.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { ChangeLock, RemoveWay, type LockChange } from '../lock/change-lock.tsx';
import { orderWays } from '../lock/lock-form.tsx';
import { SetLock } from '../lock/set-lock.tsx';
import { SelectField } from './select-field.tsx';
import { SettingsPart } from './settings-part.tsx';
import './lock-section.css';

/** The lock before the journal on this device: setting it, changing it and when it closes. */
export function LockSection() {
  const { appLock } = useServices();
  const state = appLock.state.value;
  const hasPasskeys = useHasPasskeys();
  return (
    <SettingsPart title={t('settings.lock')}>
      <p>{t('lock.section.what')}</p>
      {state.kind === 'off' ? (
        <SetLock hasPasskeys={hasPasskeys} />
      ) : (
        <LockIsSet state={state} hasPasskeys={hasPasskeys} />
      )}
    </SettingsPart>
  );
}

function useHasPasskeys(): boolean {
  const { appLock } = useServices();
  const [has, setHas] = useState(false);
  useEffect(() => {
    let gone = false;
    void appLock.canUsePasskey().then((can) => {
      if (!gone) setHas(can);
    });
    return () => {
      gone = true;
    };
  }, [appLock]);
  return has;
}

const WAYS: readonly AppLockKind[] = ['pin', 'passphrase', 'passkey'];

function LockIsSet({ state, hasPasskeys }: { readonly state: AppLockState; readonly hasPasskeys: boolean }) {
  const { appLock, account } = useServices();
  const [change, setChange] = useState<LockChange | null>(null);
  const others = WAYS.filter((way) => !state.ways.includes(way) && (way !== 'passkey' || hasPasskeys));
  const done = () => setChange(null);

  return (
    <>
      <section class="section" aria-labelledby="lock-ways">
        <h2 id="lock-ways" class="section__title">
          {t('lock.ways')}
        </h2>
        <ul class="rows">
          {orderWays(state.ways).map((way) => (
            <li key={way} class="lock-section__way">
              <span class="rows__title">{t(`lock.way.${way}`)}</span>
              <span class="row">
                <button
                  type="button"
                  class="button button--quiet"
                  onClick={() => setChange({ act: 'set', way })}
                >
                  {t(`lock.change.${way}`)}
                </button>
                <button
                  type="button"
                  class="button button--quiet"
                  onClick={() => setChange({ act: 'remove', way })}
                >
                  {t(`lock.remove.${way}`)}
                </button>
              </span>
            </li>
          ))}
        </ul>
        {others.length > 0 && (
          <p class="row">
            {others.map((way) => (
              <button key={way} type="button" class="button" onClick={() => setChange({ act: 'set', way })}>
                {t(`lock.add.${way}`)}
              </button>
            ))}
          </p>
        )}
        {change?.act === 'set' && <ChangeLock key={change.way} way={change.way} onDone={done} />}
        {change?.act === 'remove' && <RemoveWay key={change.way} way={change.way} onDone={done} />}
        {state.ways.includes('pin') && <p class="small muted">{t('lock.pin.honest')}</p>}
        <p class="small muted">
          {account.state.value.kind === 'local-only' ? t('lock.lose') : t('lock.lose.account')}
        </p>
      </section>
      <section class="section" aria-labelledby="lock-relock">
        <h2 id="lock-relock" class="section__title">
          {t('lock.relock')}
        </h2>
        <SelectField
          label={t('lock.relock.when')}
          value={String(appLock.relockAfter.value)}
          options={RELOCK_MINUTES.map((minutes) => [String(minutes), t(`lock.relock.${minutes}`)] as const)}
          onChange={(value) => appLock.setRelockAfter(Number(value) as RelockMinutes)}
        />
        <p class="small muted">{t('lock.relock.what')}</p>
        <p class="row">
          <button type="button" class="button" onClick={() => void appLock.lockNow()}>
            {t('lock.now')}
          </button>
          <span class="small muted">{t('lock.shortcut')}</span>
        </p>
      </section>
    </>
  );
}
