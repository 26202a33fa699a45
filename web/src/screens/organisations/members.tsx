import { ORGANISATION_ROLES, type OrganisationRole } from '@undertone/contract/access';
import type { Member, Organisation } from '@undertone/contract/organisation';
import type { Result } from '@undertone/base/result';
import { useEffect, useState } from 'preact/hooks';
import type { ApiFailure } from '../../app/call-api.ts';
import { formatDay } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { useTask } from '../account/use-task.ts';
import { SelectField } from '../settings/select-field.tsx';
import { OrganisationTrouble } from './organisation-trouble.tsx';
import { Sure } from './sure.tsx';
import './member-row.css';

const GUARDED: readonly OrganisationRole[] = ['clinician', 'org-admin'];

/** Everyone who belongs to an organisation, for its admins: by address and role, and nothing else. */
export function Members({
  organisation,
  onOwnChange,
}: {
  readonly organisation: Organisation;
  /** One's own role may have changed: the whole screen may look different. */
  readonly onOwnChange: () => Promise<void>;
}) {
  const { account, callApi, stepUp } = useServices();
  const [members, setMembers] = useState<readonly Member[]>([]);
  const [more, setMore] = useState(false);
  const task = useTask<ApiFailure>();
  const state = account.state.value;
  const own = state.kind === 'local-only' ? null : state.email;
  const params = { organisation: organisation.id };

  const load = async (after?: string) => {
    const page = await task.run(() => callApi('members', { params, query: { after } }));
    if (page === null) return;
    setMembers(after === undefined ? page.value.members : [...members, ...page.value.members]);
    setMore(page.value.more);
  };
  useEffect(() => void load(), []);

  const act = async (
    member: Member,
    done: () => Promise<Result<void, ApiFailure>>,
    said: string,
    next: readonly Member[],
  ) => {
    if ((await task.run(done)) === null) return;
    showSnack({ text: said });
    setMembers(next);
    if (member.email === own) await onOwnChange();
  };
  const changeRole = (member: Member, role: OrganisationRole) =>
    act(
      member,
      () =>
        stepUp.withStepUp(() =>
          callApi('changeRole', { params: { ...params, member: member.id }, body: { role } }),
        ),
      t('organisation.roleChanged'),
      members.map((one) => (one.id === member.id ? { ...one, role } : one)),
    );
  const remove = (member: Member) =>
    act(
      member,
      () => stepUp.withStepUp(() => callApi('removeMember', { params: { ...params, member: member.id } })),
      t('organisation.removed'),
      members.filter(({ id }) => id !== member.id),
    );

  return (
    <section class="section" aria-labelledby="members">
      <h2 id="members" class="section__title">
        {t('organisation.members')}
      </h2>
      <OrganisationTrouble failure={task.failure} />
      <ul class="rows" aria-labelledby="members">
        {members.map((member) => (
          <li key={member.id} class="member-row">
            <span class="rows__text">
              <span class="rows__title">{member.email === own ? t('organisation.you') : member.email}</span>
              <span class="rows__note">
                {t('organisation.since', { date: formatDay(member.joinedAt.slice(0, 10), 'short') })}
              </span>
              {GUARDED.includes(member.role) && !member.hasSecondFactor && (
                <span class="rows__note">{t('organisation.noSecondFactor')}</span>
              )}
            </span>
            <SelectField
              label={t('organisation.role', { email: member.email })}
              value={member.role}
              options={ORGANISATION_ROLES.map((role) => [role, t(`role.${role}`)] as const)}
              onChange={(role) => void changeRole(member, role as OrganisationRole)}
            />
            {member.email !== own && (
              <Sure
                quiet
                act={t('organisation.remove')}
                label={t('organisation.remove.named', { email: member.email })}
                question={t('organisation.remove.sure', { email: member.email })}
                onYes={() => void remove(member)}
              >
                <p>{t('organisation.remove.what')}</p>
              </Sure>
            )}
          </li>
        ))}
      </ul>
      {more && (
        <p>
          <button type="button" class="button" onClick={() => void load(members.at(-1)?.id)}>
            {t('organisation.more')}
          </button>
        </p>
      )}
    </section>
  );
}
