import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatDay } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import type { Entry, EntryId } from '../../app/journal-port.ts';
import { localDateOf, now } from '../../app/now.ts';
import { groupByDay } from './day-groups.ts';
import { EntryRow } from './entry-row.tsx';
import './timeline.css';

export interface TimelineProps {
  readonly entries: readonly Entry[];
  /** The entry that is open beside the timeline. */
  readonly current: EntryId | null;
  /** What was searched for, to be marked in the rows. */
  readonly query?: string;
  /** Whether days have headings. */
  readonly days?: boolean;
}

/** Rows in the document at first, and added whenever the end comes near: a journal of years opens as fast as a week. */
const PAGE = 40;

export function Timeline({ entries, current, query = '', days = true }: TimelineProps) {
  const [limit, setLimit] = useState(PAGE);
  const end = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => groupByDay(entries.slice(0, limit)), [entries, limit]);
  const more = entries.length > limit;

  useEffect(() => {
    if (!more || end.current === null) return;
    const watcher = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) setLimit((before) => before + PAGE);
      },
      { rootMargin: '1200px' },
    );
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [more, limit]);

  const today = localDateOf(now.value);
  return (
    <div class="timeline">
      {groups.map((group) => (
        <section key={group.localDate} class="timeline__day" aria-label={formatDay(group.localDate)}>
          {days && (
            <h2 class="timeline__date">
              {group.localDate === today
                ? t('journal.today')
                : formatDay(group.localDate, 'full', Number(today.slice(0, 4)))}
            </h2>
          )}
          <ul>
            {group.entries.map((entry) => (
              <li key={entry.id} class="timeline__item">
                <EntryRow entry={entry} query={query} current={entry.id === current} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {more && (
        <div ref={end} class="timeline__more">
          <button type="button" class="button button--quiet" onClick={() => setLimit(limit + PAGE)}>
            {t('journal.older')}
          </button>
        </div>
      )}
    </div>
  );
}
