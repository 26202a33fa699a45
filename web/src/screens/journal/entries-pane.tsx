import { Search } from 'lucide-preact';
import { useId, useMemo, useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import type { EntryId } from '../../app/journal-port.ts';
import { useServices } from '../../app/services-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { QuarantinePanel } from './quarantine-panel.tsx';
import { Timeline } from './timeline.tsx';
import './entries-pane.css';

/** Search and timeline: the Journal screen on a phone, the second pane where there is room. */
export function EntriesPane({ current }: { readonly current: EntryId | null }) {
  const { journal } = useServices();
  const [query, setQuery] = useState('');
  const id = useId();
  const all = journal.entries.value;
  const wanted = query.trim();
  const shown = useMemo(() => (wanted === '' ? all : journal.search(wanted)), [journal, all, wanted]);

  if (all.length === 0) {
    return (
      <div class="entries-pane">
        <QuarantinePanel />
        <EmptyState title={t('journal.empty')}>
          <p>{t('journal.empty.what')}</p>
          <a class="button" href="/">
            {t('journal.empty.act')}
          </a>
        </EmptyState>
      </div>
    );
  }
  return (
    <div class="entries-pane">
      <search class="field">
        <label class="visually-hidden" for={id}>
          {t('journal.search')}
        </label>
        <span class="field__box">
          <span class="field__icon">
            <Icon of={Search} />
          </span>
          <input
            id={id}
            class="field__input"
            type="search"
            value={query}
            placeholder={t('journal.searchHint')}
            autoComplete="off"
            enterkeyhint="search"
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </span>
        <p class="fine muted entries-pane__count" role="status">
          {wanted === '' ? '' : t('journal.found', { count: shown.length })}
        </p>
      </search>
      <QuarantinePanel />
      {shown.length === 0 ? (
        <p class="muted">{t('journal.nothingFound')}</p>
      ) : (
        <Timeline key={wanted} entries={shown} current={current} query={wanted} />
      )}
    </div>
  );
}
