import type { Uuid } from '@undertone/base/id';
import type { Organisation } from '@undertone/contract/organisation';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Screen } from '../../ui/screen.tsx';
import { OrganisationActivity } from '../activity/organisation-activity.tsx';
import { FromServer } from '../server/from-server.tsx';
import { Invitations } from './invitations.tsx';
import { isSponsor } from './make-organisation.tsx';
import { ManageOrganisation } from './manage-organisation.tsx';
import { Members } from './members.tsx';

/** One organisation: what one is in it, and for its admins everyone who belongs to it. */
export function OrganisationScreen({ id }: { readonly id: Uuid }) {
  const { callApi } = useServices();
  return (
    <FromServer load={() => callApi('organisation', { params: { organisation: id } })}>
      {(organisation, reload) => <Loaded organisation={organisation} onChanged={reload} />}
    </FromServer>
  );
}

function Loaded({
  organisation,
  onChanged,
}: {
  readonly organisation: Organisation;
  readonly onChanged: () => Promise<void>;
}) {
  const { name, kind, role } = organisation;
  const isAdmin = role === 'org-admin' || role === null;
  return (
    <Screen title={name} above={<BackLink to="/organisations" name={t('organisations.title')} />}>
      <p class="muted">
        {t(`organisationKind.${kind}`)}
        {role !== null && ` · ${t('organisation.youAre', { role: t(`role.${role}`) })}`}
      </p>
      {isSponsor(kind) && <p class="small">{t('organisations.sponsor')}</p>}
      {isAdmin && <Members organisation={organisation} onOwnChange={onChanged} />}
      {isAdmin && <Invitations organisation={organisation} />}
      {isAdmin && <OrganisationActivity organisation={organisation.id} />}
      <ManageOrganisation organisation={organisation} isAdmin={isAdmin} onChanged={onChanged} />
    </Screen>
  );
}
