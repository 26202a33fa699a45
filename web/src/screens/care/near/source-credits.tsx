import type { CareSource } from '@undertone/contract/directory';
import { formatDay } from '../../../app/formats.ts';
import { t } from '../../../app/i18n.ts';
import type { NearEntry } from './near-state.ts';

/** Whom what is shown is from, in the words that their licences ask for. */
export function SourceCredits({ shown }: { readonly shown: readonly NearEntry[] }) {
  const sources = new Map<string, CareSource>();
  for (const { source } of shown) if (source !== undefined) sources.set(source.id, source);
  if (sources.size === 0) return null;
  return (
    <ul class="near-credits fine muted" aria-label={t('near.sources')}>
      {[...sources.values()].map(({ id, name, licence, attribution, url, updated }) => (
        <li key={id}>
          {url === undefined ? (
            name
          ) : (
            <a href={url} target="_blank" rel="noopener noreferrer">
              {name}
            </a>
          )}
          {` (${licence}), ${t('near.source.updated', { date: formatDay(updated, 'short') })}`}
          {attribution !== undefined && `. ${attribution}`}
        </li>
      ))}
    </ul>
  );
}
