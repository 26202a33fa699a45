import type { CareSource } from '@undertone/contract/directory';
import { t } from '../../../app/i18n.ts';
import { formatList } from '../../../app/formats.ts';
import type { DetailedMap } from './detailed-map.ts';

/** Whose map and whose places these are: licences ask for it, and so does honesty. */
export function MapCredits({
  sources,
  detail,
}: {
  readonly sources: readonly CareSource[];
  readonly detail: DetailedMap | null;
}) {
  const names = [...new Set(sources.map(({ name, attribution }) => attribution ?? name))];
  const places = formatList(names);
  return (
    <p class="small muted">
      {detail !== null
        ? t('careMap.fromDetail', { detail: detail.attribution, sources: places })
        : names.length === 0
          ? t('careMap.fromOutlines')
          : t('careMap.from', { sources: places })}
    </p>
  );
}
