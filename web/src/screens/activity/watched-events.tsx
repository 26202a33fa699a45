import type { Result } from '@undertone/base/result';
import type { WatchedEvent } from '@undertone/contract/security-event';
import { useState } from 'preact/hooks';
import type { ApiFailure } from '../../app/call-api.ts';
import { formatList, formatMoment } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { FromServer } from '../server/from-server.tsx';
import { SelectField } from '../settings/select-field.tsx';
import { explainRule, sayCountry, sayRule } from './activity-words.ts';
import './activity.css';

type Shown = 'open' | 'all';

/** Security events of other people's accounts, for those who run an organisation or the deployment. */
export function WatchedEvents({
  load,
  onHandled,
}: {
  readonly load: (state: Shown) => Promise<Result<{ readonly events: readonly WatchedEvent[] }, ApiFailure>>;
  /** Absent where one may look only. */
  readonly onHandled?: (event: string) => Promise<unknown>;
}) {
  const [shown, setShown] = useState<Shown>('open');
  return (
    <section class="section" aria-labelledby="watched-events">
      <h2 id="watched-events" class="section__title">
        {t('watched.events')}
      </h2>
      <SelectField
        label={t('watched.show')}
        value={shown}
        options={[
          ['open', t('watched.open')],
          ['all', t('watched.all')],
        ]}
        onChange={(value) => setShown(value as Shown)}
      />
      <FromServer key={shown} load={() => load(shown)}>
        {({ events }, reload) =>
          events.length === 0 ? (
            <p class="muted">{t('watched.events.none')}</p>
          ) : (
            <ul class="rows" aria-labelledby="watched-events">
              {events.map((event) => (
                <Watched
                  key={event.id}
                  event={event}
                  onHandled={onHandled && (() => void onHandled(event.id).then(reload))}
                />
              ))}
            </ul>
          )
        }
      </FromServer>
    </section>
  );
}

function Watched({
  event,
  onHandled,
}: {
  readonly event: WatchedEvent;
  readonly onHandled?: (() => void) | undefined;
}) {
  const { account, count, countries, email, raisedAt, resolution, rule, severity } = event;
  const whose = account === null ? t('watched.deployment') : (email ?? t('watched.account', { account }));
  return (
    <li class="event">
      <span class={`event__severity event__severity--${severity}`}>{t(`watched.severity.${severity}`)}</span>
      <span class="rows__title">{sayRule(rule)}</span>
      <span class="rows__note">{whose}</span>
      <span class="rows__note">{explainRule(rule)}</span>
      <span class="rows__note">
        {[
          t('events.when', { when: formatMoment(Date.parse(raisedAt)) }),
          t('watched.counted', { count }),
          ...(countries.length > 0
            ? [t('events.from', { countries: formatList(countries.map(sayCountry)) })]
            : []),
        ].join(' · ')}
      </span>
      {resolution !== null && <span class="rows__note">{t(`events.answered.${resolution}`)}</span>}
      {resolution === null && onHandled && (
        <div class="event__acts">
          <button type="button" class="button" onClick={onHandled}>
            {t('watched.handled')}
          </button>
        </div>
      )}
    </li>
  );
}
