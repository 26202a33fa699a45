import { formatDistance, KM_PER_MILE } from '../near/distance-unit.ts';
import { distanceRings } from './distance-rings.ts';
import { kmToPx, toScreen, type Place, type Size, type View } from './mercator.ts';

const KM_PER_UNIT = { km: 1, mi: KM_PER_MILE } as const;

/** Below this the area would be a dot, which would look like a precise place. */
const LEAST_AREA_PX = 22;

export interface MapRingsProps {
  readonly here: Place;
  readonly radiusKm: number;
  readonly view: View;
  readonly size: Size;
  readonly unit: 'km' | 'mi';
}

/** About where one looks from, as an area, and round distances around it. The list says both in words. */
export function MapRings({ here, radiusKm, view, size, unit }: MapRingsProps) {
  const { x, y } = toScreen(view, size, here);
  const area = Math.max(kmToPx(radiusKm, here.lat, view.zoom), LEAST_AREA_PX);
  const rings = distanceRings(here, view.zoom, size, KM_PER_UNIT[unit]);
  return (
    <svg class="care-map__rings" width={size.width} height={size.height} aria-hidden="true">
      <circle class="care-map__here" cx={x} cy={y} r={area} />
      {rings.map(({ distance, radiusPx }) => (
        <g key={distance}>
          <circle class="care-map__ring" cx={x} cy={y} r={radiusPx} />
          <text class="care-map__distance" x={x} y={y - radiusPx - 4}>
            {formatDistance(distance * KM_PER_UNIT[unit], unit)}
          </text>
        </g>
      ))}
    </svg>
  );
}
