import type { Uuid } from '@undertone/base/id';
import type { Organisation } from '@undertone/contract/organisation';
import { ChevronRight, UsersRound } from 'lucide-preact';
import { t } from '../../app/i18n.ts';
import { pathTo } from '../../app/routes.ts';
import { useServices } from '../../app/services-context.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Screen } from '../../ui/screen.tsx';
import { FromServer } from '../server/from-server.tsx';
import { MakeOrganisation } from './make-organisation.tsx';

/** The organisations that someone belongs to, and the way to make one. */
export function OrganisationsScreen() {
  const { account, callApi } = useServices();
  return (
    <Screen
      title={t('organisations.title')}
      above={<BackLink to="/settings/account" name={t('settings.account')} />}
    >
      {account.state.value.kind === 'signed-in' ? (
        <FromServer load={() => callApi('organisations', {})}>
          {({ organisations }) => (
            <>
              <List organisations={organisations} />
              <MakeOrganisation />
            </>
          )}
        </FromServer>
      ) : (
        <>
          <p>{t('organisations.noAccount')}</p>
          <p class="row">
            <a class="button button--primary" href="/account/sign-up">
              {t('account.signUp')}
            </a>
            <a class="button" href="/account/sign-in">
              {t('account.signIn')}
            </a>
          </p>
        </>
      )}
    </Screen>
  );
}

function List({ organisations }: { readonly organisations: readonly Organisation[] }) {
  if (organisations.length === 0) {
    return (
      <EmptyState title={t('organisations.none')}>
        <p>{t('organisations.none.what')}</p>
      </EmptyState>
    );
  }
  return (
    <nav class="rows" aria-label={t('organisations.yours')}>
      {organisations.map(({ id, name, kind, role }) => (
        <a key={id} class="rows__link" href={pathTo({ screen: 'organisation', id: id as Uuid })}>
          <Icon of={UsersRound} />
          <span class="rows__text">
            <span class="rows__title">{name}</span>
            <span class="rows__note">
              {t(`organisationKind.${kind}`)}
              {role !== null && ` · ${t(`role.${role}`)}`}
            </span>
          </span>
          <Icon of={ChevronRight} />
        </a>
      ))}
    </nav>
  );
}
