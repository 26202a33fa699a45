import { CARE_KINDS, type CareEntry } from '@undertone/contract/directory';
import { t } from '../../../app/i18n.ts';
import { KindShape } from './kind-shape.tsx';

/** The legend: only of what is there. */
export function MapShapes({ entries }: { readonly entries: readonly CareEntry[] }) {
  const kinds = CARE_KINDS.filter((kind) => entries.some((entry) => entry.kind === kind));
  if (kinds.length === 0) return null;
  return (
    <details class="care-map__shapes">
      <summary>{t('careMap.shapes')}</summary>
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>
            <KindShape kind={kind} size={20} />
            {t(`care.kind.${kind}`)}
          </li>
        ))}
        <li>{t('careMap.shapes.cluster')}</li>
      </ul>
    </details>
  );
}
