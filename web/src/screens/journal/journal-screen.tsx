import { t } from '../../app/i18n.ts';
import { hasTwoPanes } from '../../app/media.ts';
import { useServices } from '../../app/services-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Screen } from '../../ui/screen.tsx';
import { EntriesPane } from './entries-pane.tsx';

/** The timeline; where it already stands in the second pane, the place an entry will open in. */
export function JournalScreen() {
  const { journal } = useServices();
  const count = journal.entries.value.length;
  return (
    <Screen title={t('journal.title')} above={count === 0 ? undefined : t('journal.count', { count })}>
      {hasTwoPanes.value ? (
        <EmptyState title={t('journal.choose')}>
          <p>{t('journal.choose.what')}</p>
        </EmptyState>
      ) : (
        <EntriesPane current={null} />
      )}
    </Screen>
  );
}
