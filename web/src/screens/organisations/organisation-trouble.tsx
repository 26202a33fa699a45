import type { ApiFailure } from '../../app/call-api.ts';
import { t } from '../../app/i18n.ts';
import { Notice } from '../../ui/notice.tsx';
import { ServerTrouble } from '../server/server-trouble.tsx';

/** What stands in the way of an act in an organisation, and the way on. */
export function OrganisationTrouble({ failure }: { readonly failure: ApiFailure | null }) {
  switch (failure?.code) {
    case undefined:
      return null;
    case 'last-admin':
      return (
        <Notice tone="trouble" title={t('organisation.lastAdmin')} urgent>
          <p>{t('organisation.lastAdmin.do')}</p>
        </Notice>
      );
    case 'member-without-second-factor':
      return (
        <Notice tone="trouble" title={t('organisation.memberWithoutFactor')} urgent>
          <p>{t('organisation.memberWithoutFactor.do')}</p>
        </Notice>
      );
    case 'too-many':
      return (
        <Notice tone="trouble" title={t('organisation.full')} urgent>
          <p>{t('organisation.full.do')}</p>
        </Notice>
      );
    case 'second-factor-missing':
      return (
        <Notice title={t('secondFactorFirst.title')} urgent>
          <p>{t('secondFactorFirst.do')}</p>
          <a class="button" href="/settings/security">
            {t('secondFactorFirst.act')}
          </a>
        </Notice>
      );
    default:
      return <ServerTrouble failure={failure!} />;
  }
}
