import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Place, Places } from '../../../care/places/places.ts';
import { toPlace, type Point, type Size, type View } from './mercator.ts';
import { pickNames } from './pick-names.ts';

/** More than are ever written: some stand outside, some run into others. */
const CANDIDATES = 80;

export interface TownNamesProps {
  /** The gazetteer on this device. */
  readonly places: Places;
  readonly view: View;
  readonly size: Size;
  /** Where markers stand on the screen. */
  readonly marked: readonly Point[];
}

/** The largest towns by name, from the gazetteer on this device: without streets, what tells where one is. */
export function TownNames({ places, view, size, marked }: TownNamesProps) {
  const known = useSignal<readonly Place[]>([]);
  const { south, west, north, east } = boxAround(view, size);
  // Whole cells, so that a push of a few pixels asks for nothing anew.
  const box = [south, west, north, east].join(' ');
  useEffect(() => {
    let gone = false;
    void places.largestIn({ south, west, north, east }, CANDIDATES).then((found) => {
      if (found.ok && !gone) known.value = found.value;
    });
    return () => {
      gone = true;
    };
  }, [places, box]);
  return (
    <svg class="care-map__names" width={size.width} height={size.height} aria-hidden="true">
      {pickNames(known.value, view, size, marked).map(({ name, at }, index) => (
        <text key={index} x={at.x} y={at.y}>
          {name}
        </text>
      ))}
    </svg>
  );
}

/** The view and half of it more on each side, out to a grid as coarse as the view is wide. */
function boxAround(view: View, { width, height }: Size) {
  const side = { width: 0, height: 0 };
  const northWest = toPlace(view, side, { x: -width, y: -height });
  const southEast = toPlace(view, side, { x: width, y: height });
  const cell = 2 ** Math.max(0, Math.floor(8 - view.zoom)) / 8;
  const down = (degrees: number) => Math.floor(degrees / cell) * cell;
  const up = (degrees: number) => Math.ceil(degrees / cell) * cell;
  // Two widths of a map that shows half the world go once around it.
  const isRound = width * 2 >= 512 * 2 ** view.zoom;
  return {
    south: down(southEast.lat),
    north: up(northWest.lat),
    west: isRound ? -180 : down(northWest.lon),
    east: isRound ? 180 : up(southEast.lon),
  };
}
