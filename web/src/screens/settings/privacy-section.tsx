import { MODALITIES, type Modality } from '@undertone/emotion/modality';
import { useId, useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { ConsentSwitch } from '../../ui/consent-switch.tsx';
import { Notice } from '../../ui/notice.tsx';
import { chooseLooking, isLooking } from '../writing/looking.ts';
import { NoticeState } from './notice-state.tsx';
import { SettingsPart } from './settings-part.tsx';

type Failure = { readonly modality: Modality; readonly reason: 'offline' | 'server-refused' | 'sponsored' };

/** What may be sent, modality by modality, and the way to take it back. */
export function PrivacySection() {
  const { consent, account } = useServices();
  const [failure, setFailure] = useState<Failure | null>(null);
  const hasAccount = account.state.value.kind !== 'local-only';

  const change = async (modality: Modality, given: boolean) => {
    const done = given ? await consent.grant(modality) : await consent.revoke(modality);
    setFailure(done.ok ? null : { modality, reason: done.error });
    if (done.ok) showSnack({ text: given ? t('consent.given') : t('consent.revoked') });
  };

  return (
    <SettingsPart title={t('settings.privacy')}>
      <p>{t('privacy.what')}</p>
      {!hasAccount && <p class="small muted">{t('privacy.noAccount')}</p>}
      {MODALITIES.map((modality) => (
        <section key={modality} class="section" aria-labelledby={`privacy-${modality}`}>
          <h2 id={`privacy-${modality}`} class="section__title">
            {t(`privacy.modality.${modality}`)}
          </h2>
          <div class="card stack">
            {modality !== 'text' && <NoticeState modality={modality} />}
            <ConsentSwitch
              modality={modality}
              checked={consent.granted.value[modality]}
              disabled={!hasAccount}
              onChange={(given) => void change(modality, given)}
            />
          </div>
          {failure?.modality === modality && (
            <Notice tone="trouble" title={t(`consentFailure.${failure.reason}`)} urgent>
              <p>
                {t(failure.reason === 'sponsored' ? 'consentFailure.sponsored.why' : 'consentFailure.safe')}
              </p>
            </Notice>
          )}
        </section>
      ))}
      <p class="small muted">{t('privacy.revoke')}</p>
      <WordsSwitch />
      <p>
        <a class="link" href="/settings/ledger">
          {t('privacy.ledger')}
        </a>
      </p>
    </SettingsPart>
  );
}

/** The one look at what is written that is for no reading: off at a tap, on this device. */
function WordsSwitch() {
  const id = useId();
  const [on, setOn] = useState(isLooking);
  return (
    <section class="section" aria-labelledby={id}>
      <h2 id={id} class="section__title">
        {t('privacy.words')}
      </h2>
      <div class="card stack stack--tight">
        <label class="switch">
          <span class="rows__title">{t('privacy.words.title')}</span>
          <input
            type="checkbox"
            role="switch"
            class="switch__control"
            checked={on}
            aria-describedby={`${id}w`}
            onChange={(event) => {
              chooseLooking(event.currentTarget.checked);
              setOn(event.currentTarget.checked);
            }}
          />
        </label>
        <div id={`${id}w`} class="stack stack--tight small muted">
          <p>{t('privacy.words.what')}</p>
          <p>{t('privacy.words.limits')}</p>
        </div>
      </div>
    </section>
  );
}
