import type { CareEntry, CareEntryId } from '@undertone/contract/directory';
import { t } from '../../../app/i18n.ts';
import type { Cluster } from './cluster-places.ts';
import { KindShape } from './kind-shape.tsx';
import { toScreen, type Size, type View } from './mercator.ts';

export interface MapMarkersProps {
  /** Those in view. */
  readonly clusters: readonly Cluster<CareEntry>[];
  readonly view: View;
  readonly size: Size;
  readonly selected: CareEntryId | null;
  readonly onSelect: (id: CareEntryId) => void;
  readonly onOpen: (cluster: Cluster<CareEntry>) => void;
}

/** Real buttons over the drawing, in the order of the list: whoever uses the keyboard goes through what is in view. */
export function MapMarkers({ clusters, view, size, selected, onSelect, onOpen }: MapMarkersProps) {
  return (
    <ul class="care-map__markers" aria-label={t('careMap.markers')}>
      {clusters.map((cluster) => {
        const { x, y } = toScreen(view, size, cluster.place);
        const [first] = cluster.items;
        const isSelected = cluster.items.some(({ id }) => id === selected);
        return (
          <li
            key={first!.id}
            class="care-map__marker"
            style={{ transform: `translate(${x}px, ${y}px)`, zIndex: isSelected ? 1 : 0 }}
          >
            {cluster.items.length === 1 ? (
              <button
                type="button"
                class="care-map__pin"
                aria-pressed={isSelected}
                title={first!.name}
                aria-label={t('careMap.marker', { name: first!.name, kind: t(`care.kind.${first!.kind}`) })}
                onClick={() => onSelect(first!.id)}
              >
                <KindShape kind={first!.kind} />
              </button>
            ) : (
              <button
                type="button"
                class="care-map__pin care-map__pin--many"
                data-selected={isSelected ? '' : undefined}
                aria-label={t(cluster.inseparable ? 'careMap.together' : 'careMap.cluster', {
                  count: cluster.items.length,
                })}
                onClick={() => onOpen(cluster)}
              >
                {cluster.items.length}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
