import type { SecurityEvent } from '@undertone/contract/security-event';
import { useState } from 'preact/hooks';
import type { ApiFailure } from '../../app/call-api.ts';
import { formatList, formatMoment } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { Notice } from '../../ui/notice.tsx';
import { ServerTrouble } from '../server/server-trouble.tsx';
import { explainRule, sayCountry, sayRule } from './activity-words.ts';
import './activity.css';

/** What looked like somebody else in the account: asked about while open, and what to do when it was. */
export function SecurityEvents({
  events,
  onAnswered,
}: {
  readonly events: readonly SecurityEvent[];
  readonly onAnswered: () => Promise<void>;
}) {
  const { callApi, stepUp } = useServices();
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const open = events.filter(({ resolvedAt }) => resolvedAt === null);
  const answered = events.filter(({ resolvedAt }) => resolvedAt !== null);

  const answer = async (event: string, resolution: 'mine' | 'not-mine') => {
    setBusy(true);
    const done = await stepUp.withStepUp(() =>
      callApi('resolveSecurityEvent', { params: { event }, body: { resolution } }),
    );
    setBusy(false);
    // Whoever closes the dialog has decided; there is nothing to say about it.
    setFailure(done.ok || done.error.code === 'step-up-required' ? null : done.error);
    if (done.ok) showSnack({ text: t('events.noted') });
    await onAnswered();
  };

  return (
    <section class="section" aria-labelledby="events">
      <h2 id="events" class="section__title">
        {t('events.title')}
      </h2>
      {failure !== null && <ServerTrouble failure={failure} />}
      {events.length === 0 && <p class="muted">{t('events.none')}</p>}
      {open.map((event) => (
        <Notice key={event.id} tone="trouble" title={sayRule(event.rule)}>
          <About event={event} />
          <p>{t('events.open')}</p>
          <div class="event__acts">
            <button
              type="button"
              class="button"
              disabled={isBusy}
              onClick={() => void answer(event.id, 'mine')}
            >
              {t('events.mine')}
            </button>
            <button
              type="button"
              class="button button--danger"
              disabled={isBusy}
              onClick={() => void answer(event.id, 'not-mine')}
            >
              {t('events.notMine')}
            </button>
          </div>
        </Notice>
      ))}
      {answered.some(({ resolution }) => resolution === 'not-mine') && <WhatToDo />}
      {answered.length > 0 && (
        <details class="record__how">
          <summary class="record__summary">{t('events.earlier', { count: answered.length })}</summary>
          <ul class="rows">
            {answered.map((event) => (
              <li key={event.id} class="event">
                <span class="rows__title">{sayRule(event.rule)}</span>
                <span class="rows__note">
                  {t('events.when', { when: formatMoment(Date.parse(event.raisedAt)) })}
                </span>
                {event.resolution !== null && (
                  <span class="rows__note">{t(`events.answered.${event.resolution}`)}</span>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function About({ event }: { readonly event: SecurityEvent }) {
  return (
    <>
      <p>{explainRule(event.rule)}</p>
      <p class="small">
        {t('events.when', { when: formatMoment(Date.parse(event.raisedAt)) })}
        {event.countries.length > 0 &&
          `. ${t('events.from', { countries: formatList(event.countries.map(sayCountry)) })}`}
      </p>
      {event.response === 'locked' && <p>{t('events.locked')}</p>}
      {event.response === 'signed-out' && <p>{t('events.signedOut')}</p>}
    </>
  );
}

/** In the order in which it helps: first nobody else is in, then nobody gets in again. */
function WhatToDo() {
  return (
    <Notice title={t('events.do')}>
      <ul>
        <li>
          <a href="/settings/devices">{t('events.do.sessions')}</a>
        </li>
        <li>
          <a href="/account/passphrase">{t('events.do.passphrase')}</a>
        </li>
      </ul>
    </Notice>
  );
}
