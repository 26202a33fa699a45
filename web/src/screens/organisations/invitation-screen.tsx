import type { Uuid } from '@undertone/base/id';
import type { InvitationOffer } from '@undertone/contract/organisation';
import { useState } from 'preact/hooks';
import type { ApiFailure } from '../../app/call-api.ts';
import { t } from '../../app/i18n.ts';
import { go } from '../../app/navigation.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useTask } from '../account/use-task.ts';
import { FromServer } from '../server/from-server.tsx';
import { isSponsor } from './make-organisation.tsx';
import { OrganisationTrouble } from './organisation-trouble.tsx';

const TOKEN = /^#([A-Za-z0-9_-]{43})$/;

/** Where the link of an invitation leads: who invites, as what, and what accepting means. */
export function InvitationScreen() {
  const { account, callApi } = useServices();
  const state = account.state.value;
  const token = TOKEN.exec(location.hash)?.[1];
  return (
    <Screen title={t('invitation.title')}>
      {state.kind !== 'signed-in' ? (
        <Notice title={t('invitation.signIn')}>
          <p>{t('invitation.signIn.do')}</p>
          <p class="row">
            <a class="button button--primary" href="/account/sign-in">
              {t('account.signIn')}
            </a>
            <a class="button" href="/account/sign-up">
              {t('account.signUp')}
            </a>
          </p>
        </Notice>
      ) : token === undefined ? (
        <Notice title={t('invitation.noLink')}>
          <p>{t('invitation.noLink.do')}</p>
        </Notice>
      ) : (
        <FromServer
          load={() => callApi('openInvitation', { body: { token } })}
          otherwise={(failure) =>
            failure.code === 'not-found' && (
              <Notice tone="trouble" title={t('invitation.void')} urgent>
                <p>{t('invitation.void.do', { email: state.email })}</p>
              </Notice>
            )
          }
        >
          {(offer) => <Offer offer={offer} token={token} />}
        </FromServer>
      )}
    </Screen>
  );
}

function Offer({ offer, token }: { readonly offer: InvitationOffer; readonly token: string }) {
  const { callApi, standing, sync } = useServices();
  const [isUsed, setIsUsed] = useState(false);
  const task = useTask<ApiFailure>();
  const { organisation, role } = offer;

  const accept = async () => {
    setIsUsed(true);
    const joined = await task.run(() => callApi('acceptInvitation', { body: { token } }));
    if (joined === null) return setIsUsed(false);
    await standing.look();
    // What the server withdrew of the consents comes with the next exchange.
    if (isSponsor(organisation.kind)) void sync.syncNow();
    showSnack({ text: t('invitation.accepted') });
    go({ screen: 'organisation', id: joined.value.id as Uuid }, { replace: true });
  };

  return (
    <section class="card stack" aria-labelledby="offer">
      <h2 id="offer">{t('invitation.offer', { organisation: organisation.name })}</h2>
      <p class="muted">
        {t(`organisationKind.${organisation.kind}`)} · {t('invitation.as', { role: t(`role.${role}`) })}
      </p>
      <p>{t(`role.${role}.what`)}</p>
      <p>{t('invitation.shows')}</p>
      {isSponsor(organisation.kind) && <p>{t('invitation.sponsor')}</p>}
      <OrganisationTrouble failure={task.failure} />
      <p class="row">
        <button
          type="button"
          class="button button--primary"
          aria-disabled={isUsed}
          onClick={() => !isUsed && void accept()}
        >
          {t('invitation.accept')}
        </button>
        <a class="button" href="/organisations">
          {t('invitation.notNow')}
        </a>
      </p>
    </section>
  );
}
