import { LocateFixed, Minus, Plus, Search } from 'lucide-preact';
import { t } from '../../../app/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { ZOOM } from './mercator.ts';

export interface MapControlsProps {
  readonly zoom: number;
  readonly onZoom: (steps: number) => void;
  /** `null`: the map stands where one looks from. */
  readonly onRecentre: (() => void) | null;
  readonly onSearch: (() => void) | null;
}

export function MapControls({ zoom, onZoom, onRecentre, onSearch }: MapControlsProps) {
  return (
    <>
      {onSearch !== null && (
        <button type="button" class="button button--primary care-map__search" onClick={onSearch}>
          <Icon of={Search} />
          {t('careMap.searchHere')}
        </button>
      )}
      <div class="care-map__controls">
        {onRecentre !== null && (
          <ControlButton of={LocateFixed} label={t('careMap.recentre')} onPress={onRecentre} />
        )}
        <ControlButton
          of={Plus}
          label={t('careMap.zoomIn')}
          onPress={zoom >= ZOOM.most ? null : () => onZoom(1)}
        />
        <ControlButton
          of={Minus}
          label={t('careMap.zoomOut')}
          onPress={zoom <= ZOOM.least ? null : () => onZoom(-1)}
        />
      </div>
    </>
  );
}

function ControlButton({
  of,
  label,
  onPress,
}: {
  readonly of: typeof Plus;
  readonly label: string;
  /** `null`: there is no further. The button stays, so that the focus does. */
  readonly onPress: (() => void) | null;
}) {
  return (
    <button
      type="button"
      class="button button--icon care-map__control"
      aria-label={label}
      title={label}
      aria-disabled={onPress === null}
      onClick={() => onPress?.()}
    >
      <Icon of={of} />
    </button>
  );
}
