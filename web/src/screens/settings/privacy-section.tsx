import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { ConsentSwitch } from '../../ui/consent-switch.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SettingsPart } from './settings-part.tsx';

/** What may be sent, modality by modality, and the way to take it back. */
export function PrivacySection() {
  const { consent, account } = useServices();
  const [failure, setFailure] = useState<'offline' | 'server-refused' | null>(null);
  const hasAccount = account.state.value.kind !== 'local-only';

  const change = async (given: boolean) => {
    const done = given ? await consent.grant('text') : await consent.revoke('text');
    setFailure(done.ok ? null : done.error);
    if (done.ok) showSnack({ text: given ? t('consent.given') : t('consent.revoked') });
  };

  return (
    <SettingsPart title={t('settings.privacy')}>
      <p>{t('privacy.what')}</p>
      <div class="card">
        <ConsentSwitch
          modality="text"
          checked={consent.granted.value.text}
          disabled={!hasAccount}
          onChange={(given) => void change(given)}
        />
      </div>
      {!hasAccount && <p class="small muted">{t('privacy.noAccount')}</p>}
      {failure !== null && (
        <Notice tone="trouble" title={t(`consentFailure.${failure}`)} urgent>
          <p>{t('consentFailure.safe')}</p>
        </Notice>
      )}
      <p class="small muted">{t('privacy.revoke')}</p>
      <p>
        <a class="link" href="/settings/ledger">
          {t('privacy.ledger')}
        </a>
      </p>
    </SettingsPart>
  );
}
