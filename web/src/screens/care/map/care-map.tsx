import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { CareEntry, CareEntryId } from '@undertone/contract/directory';
import { useRef } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import type { Places } from '../../../care/places/places.ts';
import { SlowWords } from '../../../ui/slow-words.tsx';
import { clusterPlaces, type Cluster } from './cluster-places.ts';
import { DetailSwitch } from './detail-switch.tsx';
import type { DetailedMap } from './detailed-map.ts';
import { MapControls } from './map-controls.tsx';
import { MapCredits } from './map-credits.tsx';
import { MapMarkers } from './map-markers.tsx';
import type { MapNear } from './map-near.ts';
import { MapRings } from './map-rings.tsx';
import { MapShapes } from './map-shapes.tsx';
import { isInside, moveBy, toScreen, viewOf, zoomBy, ZOOM, type View } from './mercator.ts';
import { TogetherList } from './together-list.tsx';
import { TownNames } from './town-names.tsx';
import { useBaseMap } from './use-base-map.ts';
import './care-map.css';

/** Continents, before anybody said where. */
const WORLD: View = { lat: 25, lon: 5, zoom: 1 };

/** A city and what is around it, until it is known who is there. */
const REGION_ZOOM = 9;

/** How many of the nearest a new place is shown with; the rest waits outside. */
const FITTED = 20;

const STEP_PX = 96;

/** How far "around here" is taken to reach where its source does not say, in km. */
const AREA_KM = { device: 1, place: 2, map: 0.5 } as const;

/** Clusters change with half steps of zoom, so that they do not flicker under a pinch. */
const ZOOM_STEP = 0.5;

export interface CareMapProps {
  readonly near: MapNear;
  /** The gazetteer, for the names of towns. */
  readonly places?: Places | null;
  /** Escape: back to the list. */
  readonly onLeave?: () => void;
}

/**
 * The list's twin: everybody shown there, where they are. It needs nobody's map: coasts, borders and distances are on
 * the device, and moving it asks nothing of anyone until "Search here".
 */
export function CareMap({ near, places = null, onLeave }: CareMapProps) {
  const base = useBaseMap(
    near.centre.peek() === null ? WORLD : { ...near.centre.peek()!, zoom: REGION_ZOOM },
  );
  const { view, size, drawing } = base;
  const surface = useRef<HTMLDivElement>(null);
  const together = useSignal<Cluster<CareEntry> | null>(null);
  const detail = useSignal<DetailedMap | null>(null);
  const fittedTo = useSignal<unknown>(null);

  const zoomStep = useComputed(() => Math.round(view.value.zoom / ZOOM_STEP) * ZOOM_STEP);
  const clusters = useComputed(() =>
    clusterPlaces(
      near.shown.value.map(({ entry }) => entry),
      zoomStep.value,
    ),
  );
  const inView = useComputed(() =>
    clusters.value.filter(({ place }) => isInside(toScreen(view.value, size.value, place), size.value)),
  );

  // A new place is shown with who is near it, once they are known; after that the map is the person's to move.
  useSignalEffect(() => {
    const centre = near.centre.value;
    const nearest = near.shown.value.slice(0, FITTED).map(({ entry }) => entry);
    if (centre === null || size.value.width === 0 || fittedTo.peek() === centre) return;
    if (nearest.length === 0) {
      base.show({ ...centre, zoom: Math.max(view.peek().zoom, REGION_ZOOM) }, 'jump');
      return;
    }
    base.show(viewOf(centre, nearest, size.peek()), 'jump');
    fittedTo.value = centre;
  });
  useSignalEffect(() => {
    const found = near.shown.value.find(({ entry }) => entry.id === near.selected.value)?.entry;
    if (found === undefined || isInside(toScreen(view.peek(), size.peek(), found), size.peek())) return;
    base.show({ ...view.peek(), lat: found.lat, lon: found.lon }, 'glide');
  });
  useSignalEffect(() => drawing.value?.map.showDetail(detail.value));

  const move = (next: View, how: 'jump' | 'glide' = 'glide') => {
    together.value = null;
    base.show(next, how);
  };
  const zoom = (steps: number) => move(zoomBy(view.peek(), steps, size.peek()));
  const open = (cluster: Cluster<CareEntry>) => {
    if (cluster.inseparable || view.peek().zoom >= ZOOM.most) {
      together.value = cluster;
      return;
    }
    const closer = viewOf(cluster.place, cluster.items, size.peek(), ZOOM.most);
    move({ ...closer, zoom: Math.max(closer.zoom, Math.min(view.peek().zoom + 1, ZOOM.most)) });
    surface.current?.focus({ preventScroll: true });
  };
  const select = (id: CareEntryId) => {
    near.selected.value = id;
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (together.peek() === null) onLeave?.();
    else together.value = null;
  };
  const onSurfaceKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const push = KEY_STEPS[event.key];
    if (push !== undefined) move(moveBy(view.peek(), push));
    else if (event.key === '+' || event.key === '=') zoom(1);
    else if (event.key === '-') zoom(-1);
    else return;
    event.preventDefault();
  };

  const centre = near.centre.value;
  const total = near.shown.value.length;
  const seen = inView.value.reduce((sum, { items }) => sum + items.length, 0);
  const away = centre === null ? null : toScreen(view.value, size.value, centre);
  const { width, height } = size.value;
  const hasMoved =
    away === null || Math.hypot(away.x - width / 2, away.y - height / 2) > Math.min(width, height) / 3;
  return (
    <section class="care-map" aria-label={t('careMap.title')} onKeyDown={onKey}>
      <div class="care-map__frame">
        <div
          ref={surface}
          class="care-map__surface"
          role="application"
          tabIndex={0}
          aria-label={t('careMap.surface')}
          onKeyDown={onSurfaceKey}
        >
          <div ref={base.container} class="care-map__base" />
        </div>
        {places !== null && detail.value === null && size.value.width > 0 && (
          <TownNames
            places={places}
            view={view.value}
            size={size.value}
            marked={inView.value.map(({ place }) => toScreen(view.value, size.value, place))}
          />
        )}
        {centre !== null && (
          <MapRings
            here={centre}
            radiusKm={centre.radiusKm ?? AREA_KM[centre.source]}
            view={view.value}
            size={size.value}
            unit={near.unit.value}
          />
        )}
        {hasMoved && <div class="care-map__cross" aria-hidden="true" />}
        <MapMarkers
          clusters={inView.value}
          view={view.value}
          size={size.value}
          selected={near.selected.value}
          onSelect={select}
          onOpen={open}
        />
        <MapControls
          zoom={view.value.zoom}
          onZoom={zoom}
          onRecentre={
            hasMoved && centre !== null
              ? () => move({ ...view.peek(), lat: centre.lat, lon: centre.lon })
              : null
          }
          onSearch={
            hasMoved
              ? () => {
                  const { lat, lon } = view.peek();
                  near.moveTo({ lat, lon, source: 'map', name: null });
                }
              : null
          }
        />
        {!base.isDrawn.value && (
          <div class="care-map__waiting">
            <SlowWords text={t('careMap.drawing')} />
          </div>
        )}
      </div>
      {together.value !== null && (
        <TogetherList
          entries={together.value.items}
          selected={near.selected.value}
          onSelect={select}
          onClose={() => {
            together.value = null;
            surface.current?.focus({ preventScroll: true });
          }}
        />
      )}
      <p class="small muted">
        <span role="status">
          {seen === 0 ? t('careMap.none') : t('careMap.inView', { count: seen, total })}
        </span>{' '}
        {t('careMap.twin')}
      </p>
      {drawing.value?.kind === 'bare' && <p class="small muted">{t('careMap.bare')}</p>}
      <MapShapes entries={near.shown.value.map(({ entry }) => entry)} />
      {drawing.value !== null && <DetailSwitch canDraw={drawing.value.kind === 'gl'} detail={detail} />}
      <MapCredits
        sources={near.shown.value.flatMap(({ source }) => (source === undefined ? [] : [source]))}
        detail={detail.value}
      />
    </section>
  );
}

const KEY_STEPS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowUp: { x: 0, y: -STEP_PX },
  ArrowDown: { x: 0, y: STEP_PX },
  ArrowLeft: { x: -STEP_PX, y: 0 },
  ArrowRight: { x: STEP_PX, y: 0 },
};
