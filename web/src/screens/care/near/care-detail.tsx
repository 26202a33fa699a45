import type { CareEntry, CareSource } from '@undertone/contract/directory';
import { Bookmark, BookmarkCheck } from 'lucide-preact';
import { t } from '../../../app/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Facts } from '../../reading/facts.tsx';
import { factsOf } from './care-facts.ts';
import { ContactLinks } from './contact-links.tsx';
import { DirectionsLinks } from './directions-links.tsx';
import { sayWeek } from './hours-words.ts';
import { ReportEntry } from './report-entry.tsx';
import { useSavedCare } from './use-saved-care.ts';

/** All that is known of one entry, and what can be done about it. */
export function CareDetail({
  entry,
  source,
}: {
  readonly entry: CareEntry;
  readonly source: CareSource | null;
}) {
  const care = useSavedCare();
  const own = care.saved.find((one) => one.entry.id === entry.id);
  return (
    <div class="care-detail">
      {source?.isSample === true && <p class="care-sample">{t('near.sample.entry')}</p>}
      <ContactLinks entry={entry} />
      <Facts facts={factsOf(entry, source)} />
      {entry.openingHours !== undefined && <Hours text={entry.openingHours} />}
      <p class="small muted">
        {entry.precision !== 'exact' && `${t(`near.precision.${entry.precision}`)} `}
        {t('near.notKnown')}
        {source?.attribution !== undefined && ` ${source.attribution}`}
      </p>
      <p class="row">
        <button
          type="button"
          class="button"
          aria-pressed={own !== undefined}
          onClick={() => void (own === undefined ? care.save(entry, source) : care.remove(own))}
        >
          <Icon of={own === undefined ? Bookmark : BookmarkCheck} />
          {t(own === undefined ? 'near.save' : 'near.save.done')}
        </button>
      </p>
      <DirectionsLinks entry={entry} />
      <ReportEntry entry={entry} />
    </div>
  );
}

function Hours({ text }: { readonly text: string }) {
  const week = sayWeek(text);
  return (
    <div>
      <p class="care-hours__title">{t('near.fact.hours')}</p>
      {week === null ? (
        <p>{text}</p>
      ) : (
        <dl class="care-hours">
          {week.map(({ days, times }) => (
            <div key={days}>
              <dt>{days}</dt>
              {times.map((time) => (
                <dd key={time}>{time}</dd>
              ))}
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
