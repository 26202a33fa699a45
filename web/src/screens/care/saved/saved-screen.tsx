import { useState } from 'preact/hooks';
import { formatDay } from '../../../app/formats.ts';
import { t } from '../../../app/i18n.ts';
import { now } from '../../../app/now.ts';
import { BackLink } from '../../../ui/back-link.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Screen } from '../../../ui/screen.tsx';
import { CareRow } from '../near/care-row.tsx';
import { useSavedCare } from '../near/use-saved-care.ts';

/** Whom the person saved, from the sealed profile: there without a network, and as it was when they saved it. */
export function SavedScreen() {
  const { saved } = useSavedCare();
  const [open, setOpen] = useState<string | null>(null);
  const oldest = saved.at(-1)?.savedAt;
  return (
    <Screen title={t('care.saved')} above={<BackLink to="/care" name={t('tab.care')} />}>
      {oldest === undefined ? (
        <EmptyState title={t('saved.none')}>
          <p>{t('saved.none.what')}</p>
          <a class="button" href="/care/near">
            {t('care.near')}
          </a>
        </EmptyState>
      ) : (
        <>
          <p class="small muted">{t('saved.what')}</p>
          <ul class="rows" aria-label={t('care.saved')}>
            {saved.map(({ entry, source }) => (
              <CareRow
                key={entry.id}
                entry={entry}
                source={source}
                distanceKm={null}
                level={2}
                isOpen={open === entry.id}
                now={new Date(now.value)}
                onToggle={() => setOpen(open === entry.id ? null : entry.id)}
              />
            ))}
          </ul>
          <p class="fine muted">{t('saved.since', { date: formatDay(oldest.slice(0, 10), 'short') })}</p>
        </>
      )}
    </Screen>
  );
}
