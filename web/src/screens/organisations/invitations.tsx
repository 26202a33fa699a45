import { ORGANISATION_ROLES, type OrganisationRole } from '@undertone/contract/access';
import type { Invitation, Organisation } from '@undertone/contract/organisation';
import { useState } from 'preact/hooks';
import { parseEmail } from '../../account/parse-email.ts';
import type { ApiFailure } from '../../app/call-api.ts';
import { formatDay } from '../../app/formats.ts';
import { language, t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useTask } from '../account/use-task.ts';
import { CopyField } from '../settings/copy-field.tsx';
import { FromServer } from '../server/from-server.tsx';
import { SelectField } from '../settings/select-field.tsx';
import { OrganisationTrouble } from './organisation-trouble.tsx';
import './member-row.css';

/** Invites by mail, and shows who has not answered yet. */
export function Invitations({ organisation }: { readonly organisation: Organisation }) {
  const { callApi } = useServices();
  const params = { organisation: organisation.id };
  return (
    <section class="section" aria-labelledby="invite">
      <h2 id="invite" class="section__title">
        {t('organisation.invite')}
      </h2>
      <FromServer load={() => callApi('invitations', { params })}>
        {({ invitations }, reload) => (
          <>
            <Invite organisation={organisation.id} onInvited={reload} />
            <Pending organisation={organisation.id} invitations={invitations} onChanged={reload} />
          </>
        )}
      </FromServer>
    </section>
  );
}

function Invite({
  organisation,
  onInvited,
}: {
  readonly organisation: string;
  readonly onInvited: () => Promise<void>;
}) {
  const { callApi, stepUp } = useServices();
  const [email, setEmail] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const [role, setRole] = useState<OrganisationRole>('member');
  const [link, setLink] = useState<string | null>(null);
  const task = useTask<ApiFailure>();

  const invite = async () => {
    const parsed = parseEmail(email);
    setIsWrong(!parsed.ok);
    if (!parsed.ok) return;
    setLink(null);
    const body = { email: parsed.value, role, locale: language.value };
    const sent = await task.run(() =>
      stepUp.withStepUp(() => callApi('invite', { params: { organisation }, body })),
    );
    if (sent === null) return;
    const { token } = sent.value;
    if (token !== null) setLink(`${location.origin}/organisations/invitation#${token}`);
    showSnack({ text: t('organisation.invited') });
    setEmail('');
    await onInvited();
  };

  return (
    <form
      class="form"
      aria-labelledby="invite"
      onSubmit={(event) => {
        event.preventDefault();
        if (!task.busy) void invite();
      }}
    >
      <p class="small muted">{t('organisation.invite.what')}</p>
      <TextField
        label={t('organisation.invite.email')}
        name="invitee"
        type="email"
        autocomplete="off"
        value={email}
        onInput={setEmail}
        error={isWrong ? t('accountFailure.invalid-email') : null}
      />
      <SelectField
        label={t('organisation.invite.role')}
        value={role}
        options={ORGANISATION_ROLES.map((one) => [one, t(`role.${one}`)] as const)}
        onChange={(value) => setRole(value as OrganisationRole)}
      />
      <p class="small muted">{t(`role.${role}.what`)}</p>
      <OrganisationTrouble failure={task.failure} />
      {link !== null && (
        <Notice title={t('organisation.handOver')}>
          <CopyField label={t('organisation.link')} value={link} />
        </Notice>
      )}
      <button type="submit" class="button button--primary form__submit" aria-disabled={task.busy}>
        {t('organisation.invite')}
      </button>
    </form>
  );
}

function Pending({
  organisation,
  invitations,
  onChanged,
}: {
  readonly organisation: string;
  readonly invitations: readonly Invitation[];
  readonly onChanged: () => Promise<void>;
}) {
  const { callApi } = useServices();
  const task = useTask<ApiFailure>();
  const revoke = async (invitation: string) => {
    const params = { organisation, invitation };
    if ((await task.run(() => callApi('revokeInvitation', { params }))) !== null) {
      showSnack({ text: t('organisation.revoked') });
    }
    await onChanged();
  };
  return (
    <>
      <h3 id="pending" class="section__title">
        {t('organisation.pending')}
      </h3>
      <OrganisationTrouble failure={task.failure} />
      {invitations.length === 0 ? (
        <p class="muted">{t('organisation.pending.none')}</p>
      ) : (
        <ul class="rows" aria-labelledby="pending">
          {invitations.map(({ id, email, role, expiresAt }) => (
            <li key={id} class="member-row">
              <span class="rows__text">
                <span class="rows__title">{email}</span>
                <span class="rows__note">
                  {t('organisation.pending.until', {
                    role: t(`role.${role}`),
                    date: formatDay(expiresAt.slice(0, 10), 'short'),
                  })}
                </span>
              </span>
              <button
                type="button"
                class="button button--quiet"
                aria-label={t('organisation.revoke.named', { email })}
                onClick={() => void revoke(id)}
              >
                {t('organisation.revoke')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
