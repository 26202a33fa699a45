import { t } from '../../app/i18n.ts';
import { Screen } from '../../ui/screen.tsx';

/** In place of the microphone and the camera, in an account of an employee or a pupil. */
export function SponsoredScreen() {
  return (
    <Screen title={t('consentFailure.sponsored')}>
      <p>{t('sponsored.why')}</p>
      <p class="row">
        <a class="button button--primary" href="/">
          {t('sponsored.write')}
        </a>
        <a class="button" href="/organisations">
          {t('organisations.title')}
        </a>
      </p>
    </Screen>
  );
}
