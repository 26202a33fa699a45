import type { AccountOptions } from '@undertone/contract/codes';
import { ChevronRight } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { formatAgo } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { now } from '../../app/now.ts';
import { pathTo, type AccountStep } from '../../app/routes.ts';
import { useServices } from '../../app/services-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SettingsPart } from './settings-part.tsx';

export function AccountSection() {
  const { account, callApi, sync } = useServices();
  const [options, setOptions] = useState<AccountOptions>({ emailCodes: false, phoneCodes: false });
  const state = account.state.value;
  const exchange = sync.state.value;
  const isSignedIn = state.kind === 'signed-in';
  useEffect(() => {
    if (isSignedIn) void callApi('accountOptions', {}).then((known) => known.ok && setOptions(known.value));
  }, [callApi, isSignedIn]);
  if (state.kind === 'local-only') {
    return (
      <SettingsPart title={t('settings.account')}>
        <p>{t('account.localOnly')}</p>
        <p class="row">
          <a class="button button--primary" href="/account/sign-up">
            {t('account.signUp')}
          </a>
          <a class="button" href="/account/sign-in">
            {t('account.signIn')}
          </a>
        </p>
      </SettingsPart>
    );
  }
  return (
    <SettingsPart title={t('settings.account')}>
      <div>
        <p class="rows__title">{state.email}</p>
        {exchange.kind === 'idle' && exchange.lastExchangeAt !== null && (
          <p class="small muted">
            {t('account.lastExchange', { ago: formatAgo(exchange.lastExchangeAt, now.value) })}
          </p>
        )}
      </div>
      {state.kind === 'session-expired' && (
        <Notice title={t(state.owesSecondFactor ? 'signIn.owesFactor' : 'signIn.expired')}>
          <p>{t('signIn.expired.safe')}</p>
          <a class="button" href="/account/sign-in">
            {t('account.signIn')}
          </a>
        </Notice>
      )}
      {state.kind === 'signed-in' && !state.recoveryRehearsed && (
        <Notice title={t('account.notRehearsed')}>
          <p>{t('account.notRehearsed.why')}</p>
        </Notice>
      )}
      <nav class="rows" aria-label={t('settings.account')}>
        <AccountLink step="words" title={t('words.title')} />
        <AccountLink step="passphrase" title={t('changePassphrase.title')} />
        {options.emailCodes && <AccountLink step="email" title={t('changeEmail.title')} />}
        {options.phoneCodes && <AccountLink step="phone" title={t('phone.title')} />}
        <a class="rows__link" href={pathTo({ screen: 'organisations' })}>
          <span class="rows__text rows__title">{t('organisations.title')}</span>
          <Icon of={ChevronRight} />
        </a>
        <AccountLink step="sign-out" title={t('signOut.title')} />
      </nav>
    </SettingsPart>
  );
}

function AccountLink({ step, title }: { readonly step: AccountStep; readonly title: string }) {
  return (
    <a class="rows__link" href={pathTo({ screen: 'account', step })}>
      <span class="rows__text rows__title">{title}</span>
      <Icon of={ChevronRight} />
    </a>
  );
}
