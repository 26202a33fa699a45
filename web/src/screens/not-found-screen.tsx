import { t } from '../app/i18n.ts';
import { Screen } from '../ui/screen.tsx';

export function NotFoundScreen() {
  return (
    <Screen title={t('notFound.title')}>
      <p>{t('notFound.what')}</p>
      <p>
        <a class="button button--primary" href="/">
          {t('notFound.act')}
        </a>
      </p>
    </Screen>
  );
}
