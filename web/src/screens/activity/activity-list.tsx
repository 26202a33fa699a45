import type { AuditLine } from '@undertone/contract/audit';
import { useState } from 'preact/hooks';
import type { ApiFailure, ApiReply } from '../../app/call-api.ts';
import { formatMoment } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SelectField } from '../settings/select-field.tsx';
import { ServerTrouble } from '../server/server-trouble.tsx';
import { ACTIVITY_KINDS, kindOf, sayAction, sayCountry, type ActivityKind } from './activity-words.ts';
import './activity.css';

/** What was done with the account, newest first; older lines come when they are asked for. */
export function ActivityList({ first }: { readonly first: ApiReply<'audit'> }) {
  const { callApi } = useServices();
  const [lines, setLines] = useState<readonly AuditLine[]>(first.entries);
  const [hasMore, setHasMore] = useState(first.more);
  const [kind, setKind] = useState<ActivityKind | 'all'>('all');
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const shown = lines.filter(({ action }) => kind === 'all' || kindOf(action) === kind);

  const loadOlder = async () => {
    const last = lines.at(-1);
    if (last === undefined) return;
    const older = await callApi('audit', { query: { before: String(last.seq) } });
    setFailure(older.ok ? null : older.error);
    if (!older.ok) return;
    setLines([...lines, ...older.value.entries]);
    setHasMore(older.value.more);
  };

  if (lines.length === 0) {
    return (
      <EmptyState title={t('activity.empty')}>
        <p>{t('activity.empty.what')}</p>
      </EmptyState>
    );
  }
  return (
    <section class="section" aria-labelledby="activity-list">
      <h2 id="activity-list" class="section__title">
        {t('activity.list')}
      </h2>
      <SelectField
        label={t('activity.filter')}
        value={kind}
        options={[
          ['all', t('activity.filter.all')],
          ...ACTIVITY_KINDS.map((one) => [one, t(`activity.filter.${one}`)] as const),
        ]}
        onChange={(value) => setKind(value as ActivityKind | 'all')}
      />
      {shown.length === 0 ? (
        <p class="muted">{t('activity.noneOfKind')}</p>
      ) : (
        <ul class="rows" aria-labelledby="activity-list">
          {shown.map((line) => (
            <Line key={line.seq} line={line} />
          ))}
        </ul>
      )}
      {failure !== null && <ServerTrouble failure={failure} />}
      {hasMore && (
        <button type="button" class="button" onClick={() => void loadOlder()}>
          {t('activity.more')}
        </button>
      )}
    </section>
  );
}

function Line({ line }: { readonly line: AuditLine }) {
  const { actor, at, country, device, outcome } = line;
  const when = formatMoment(Date.parse(at));
  const from = [device, country === null ? null : sayCountry(country)].filter((part) => part !== null);
  return (
    <li class={`activity-line activity-line--${outcome}`}>
      <span class="rows__title">{sayAction(line)}</span>
      <span class="rows__note">{t('activity.line', { who: t(`activity.by.${actor}`), when })}</span>
      {from.length > 0 && <span class="rows__note">{from.join(' · ')}</span>}
    </li>
  );
}
