import { Radar } from 'lucide-preact';
import { formatBytes, formatMoment } from '../../../app/formats.ts';
import { t } from '../../../app/i18n.ts';
import { countFilters, NO_FILTERS } from '../../../care/directory/care-filters.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { ServerTrouble } from '../../server/server-trouble.tsx';
import { CareRow } from './care-row.tsx';
import { chooseDistanceUnit, formatDistance } from './distance-unit.ts';
import type { NearEntry, NearState } from './near-state.ts';
import { SourceCredits } from './source-credits.tsx';

/** Whom the lookup found, nearest first, with what the list does not hold said where it ends. */
export function NearResults({ near, now }: { readonly near: NearState; readonly now: Date }) {
  const lookup = near.lookup.value;
  const around = near.around.value;
  return (
    <section class="section near-results" aria-labelledby="near-results">
      <h2 id="near-results" class="visually-hidden">
        {t('near.results')}
      </h2>
      {lookup.kind === 'looking' && (
        <Progress
          label={
            lookup.progress === null
              ? t('near.looking')
              : t('near.looking.so', {
                  done: lookup.progress.done,
                  wanted: lookup.progress.wanted,
                  size: formatBytes(lookup.progress.bytes),
                })
          }
          done={lookup.progress?.done ?? 0}
          total={lookup.progress?.wanted ?? null}
        />
      )}
      {lookup.kind === 'failed' && <Failed near={near} />}
      {around !== null && around.entries === 0 && (
        <EmptyState title={t('near.empty')}>
          <p>{t('near.empty.what')}</p>
        </EmptyState>
      )}
      {around !== null && around.entries > 0 && (
        <>
          {around.asOf !== null && (
            <Notice title={t('near.asOf', { when: formatMoment(around.asOf) })}>
              <p>{t(around.missing > 0 ? 'near.asOf.missing' : 'near.asOf.safe')}</p>
            </Notice>
          )}
          {near.shown.value.some(({ source }) => source?.isSample === true) && (
            <Notice title={t('near.sample')}>
              <p>{t('near.sample.what')}</p>
            </Notice>
          )}
          <List near={near} shown={near.shown.value} completeKm={around.completeKm} now={now} />
          <SourceCredits shown={near.shown.value} />
        </>
      )}
    </section>
  );
}

function Failed({ near }: { readonly near: NearState }) {
  const lookup = near.lookup.value;
  if (lookup.kind !== 'failed') return null;
  if (lookup.failure.code !== 'offline' && lookup.failure.code !== 'timeout')
    return <ServerTrouble failure={lookup.failure} onRetry={() => void near.retry()} />;
  return (
    <Notice title={t('near.offline')} urgent>
      <p>{t('near.offline.do')}</p>
      <p class="row">
        <button type="button" class="button" onClick={() => void near.retry()}>
          {t('app.tryAgain')}
        </button>
        <a class="button" href="/care/saved">
          {t('care.saved')}
        </a>
      </p>
    </Notice>
  );
}

function List({
  near,
  shown,
  completeKm,
  now,
}: {
  readonly near: NearState;
  readonly shown: readonly NearEntry[];
  readonly completeKm: number;
  readonly now: Date;
}) {
  const matching = near.matching.value;
  const isFiltered = countFilters(near.filters.value) > 0;
  const firstBeyond = shown.findIndex(({ distanceKm }) => distanceKm > completeKm);
  const certain = firstBeyond === -1 ? shown : shown.slice(0, firstBeyond);
  const beyond = firstBeyond === -1 ? [] : shown.slice(firstBeyond);
  const other = near.unit.value === 'km' ? 'mi' : 'km';
  return (
    <>
      <div class="near-results__head">
        <p class="small muted" role="status">
          {shown.length === 0
            ? t(isFiltered ? 'near.none.filtered' : 'near.none')
            : t('near.count', { shown: shown.length, count: matching })}{' '}
          {completeKm !== Infinity && sayComplete(completeKm)}
        </p>
        <button type="button" class="button button--quiet" onClick={() => chooseDistanceUnit(other)}>
          {t(`near.unit.${other}`)}
        </button>
      </div>
      {shown.length === 0 && isFiltered && (
        <p>
          <button type="button" class="button" onClick={() => near.setFilters(NO_FILTERS)}>
            {t('near.filters.clear')}
          </button>
        </p>
      )}
      {certain.length > 0 && <Rows near={near} shown={certain} now={now} label={t('near.results')} />}
      {beyond.length > 0 && (
        <>
          <p class="near-results__edge small muted">
            {completeKm < LEAST_COMPLETE_KM
              ? t('near.beyond.any')
              : t('near.beyond', { distance: formatDistance(completeKm) })}
          </p>
          <Rows near={near} shown={beyond} now={now} label={t('near.results.beyond')} />
        </>
      )}
      <p class="row">
        {matching > shown.length && (
          <button type="button" class="button" onClick={() => near.showMore()}>
            {t('near.more')}
          </button>
        )}
        {completeKm !== Infinity && (
          <button
            type="button"
            class="button"
            disabled={near.lookup.value.kind === 'looking'}
            onClick={() => void near.lookFurther()}
          >
            <Icon of={Radar} />
            {t('near.further')}
          </button>
        )}
      </p>
      {completeKm !== Infinity && <p class="small muted">{t('near.further.tells')}</p>}
    </>
  );
}

/** Nearer than that, being complete says nothing. */
const LEAST_COMPLETE_KM = 0.2;

function sayComplete(km: number): string {
  return km < LEAST_COMPLETE_KM ? t('near.incomplete') : t('near.complete', { distance: formatDistance(km) });
}

function Rows({
  near,
  shown,
  now,
  label,
}: {
  readonly near: NearState;
  readonly shown: readonly NearEntry[];
  readonly now: Date;
  readonly label: string;
}) {
  const selected = near.selected.value;
  return (
    <ul class="rows" aria-label={label}>
      {shown.map(({ entry, source, distanceKm }) => (
        <CareRow
          key={entry.id}
          entry={entry}
          source={source ?? null}
          distanceKm={distanceKm}
          isOpen={selected === entry.id}
          now={now}
          onToggle={() => {
            near.selected.value = selected === entry.id ? null : entry.id;
          }}
        />
      ))}
    </ul>
  );
}
