import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import type { Language } from '../../../app/i18n.ts';
import type { MapColours } from './map-colours.ts';
import type { WorldOutlines } from './world-outlines.ts';

const OUTLINE_SOURCES = { land: 'land', borders: 'borders' } as const;

export const DETAIL_SOURCE = 'detail';

/** Fonts of the page and of the device: without `glyphs` MapLibre draws them itself and asks nobody. */
const FONTS = ['Figtree Variable', 'sans-serif'];

/** Coasts and borders. */
export function outlineStyle(outlines: WorldOutlines, colours: MapColours): StyleSpecification {
  return { version: 8, sources: outlineSources(outlines), layers: [...outlineLayers(colours)] };
}

function outlineSources({ land, borders }: WorldOutlines): Record<string, SourceSpecification> {
  return {
    [OUTLINE_SOURCES.land]: {
      type: 'geojson',
      data: { type: 'MultiPolygon', coordinates: land },
      tolerance: 0.2,
    },
    [OUTLINE_SOURCES.borders]: {
      type: 'geojson',
      data: { type: 'MultiLineString', coordinates: borders },
      tolerance: 0.2,
    },
  };
}

function outlineLayers(colours: MapColours): readonly LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': colours.sea } },
    { id: 'land', type: 'fill', source: OUTLINE_SOURCES.land, paint: { 'fill-color': colours.land } },
    {
      id: 'coast',
      type: 'line',
      source: OUTLINE_SOURCES.land,
      paint: { 'line-color': colours.coast, 'line-width': 1 },
    },
    {
      id: 'borders',
      type: 'line',
      source: OUTLINE_SOURCES.borders,
      paint: { 'line-color': colours.coast, 'line-width': 1, 'line-dasharray': [3, 3] },
    },
  ];
}

/** Wider the nearer one looks. */
const width = (far: number, near: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.6],
  ['zoom'],
  ...[8, far, 16, near],
];

/**
 * Land, water, roads and names of an archive in the schema of the Protomaps basemap (version 4), which is where archives of
 * OpenStreetMap for one's own server usually come from.
 */
export function detailLayers(colours: MapColours, language: Language): readonly LayerSpecification[] {
  const from = (layer: string) => ({ source: DETAIL_SOURCE, 'source-layer': layer });
  const name: ExpressionSpecification = ['coalesce', ['get', `name:${language}`], ['get', 'name']];
  const road = (id: string, kinds: readonly string[], far: number, near: number): LayerSpecification[] => [
    {
      id: `detail-${id}-edge`,
      type: 'line',
      ...from('roads'),
      filter: ['in', ['get', 'kind'], ['literal', [...kinds]]],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': colours.coast, 'line-width': width(far + 0.8, near + 2) },
    },
    {
      id: `detail-${id}`,
      type: 'line',
      ...from('roads'),
      filter: ['in', ['get', 'kind'], ['literal', [...kinds]]],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': colours.road, 'line-width': width(far, near) },
    },
  ];
  const words = (size: number): Pick<LayerSpecification & { type: 'symbol' }, 'layout' | 'paint'> => ({
    layout: { 'text-field': name, 'text-font': FONTS, 'text-size': size, 'text-max-width': 8 },
    paint: { 'text-color': colours.ink, 'text-halo-color': colours.land, 'text-halo-width': 1.5 },
  });
  return [
    { id: 'detail-earth', type: 'fill', ...from('earth'), paint: { 'fill-color': colours.land } },
    {
      id: 'detail-green',
      type: 'fill',
      ...from('landuse'),
      filter: ['in', ['get', 'kind'], ['literal', ['park', 'forest', 'wood', 'grass', 'nature_reserve']]],
      paint: { 'fill-color': colours.green },
    },
    {
      id: 'detail-water',
      type: 'fill',
      ...from('water'),
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colours.sea },
    },
    {
      id: 'detail-buildings',
      type: 'fill',
      ...from('buildings'),
      minzoom: 14,
      paint: { 'fill-color': colours.border },
    },
    ...road('minor', ['minor_road', 'path', 'other'], 0.2, 5),
    ...road('major', ['major_road'], 0.8, 10),
    ...road('highway', ['highway'], 1.4, 14),
    {
      id: 'detail-boundaries',
      type: 'line',
      ...from('boundaries'),
      paint: { 'line-color': colours.coast, 'line-width': 1, 'line-dasharray': [3, 3] },
    },
    {
      id: 'detail-road-names',
      type: 'symbol',
      ...from('roads'),
      minzoom: 14,
      layout: { ...words(12).layout, 'symbol-placement': 'line' },
      paint: { ...words(12).paint, 'text-color': colours.inkSoft },
    },
    {
      id: 'detail-neighbourhoods',
      type: 'symbol',
      ...from('places'),
      minzoom: 12,
      filter: ['==', ['get', 'kind'], 'neighbourhood'],
      ...words(13),
    },
    {
      id: 'detail-towns',
      type: 'symbol',
      ...from('places'),
      filter: ['==', ['get', 'kind'], 'locality'],
      ...words(15),
    },
    {
      id: 'detail-countries',
      type: 'symbol',
      ...from('places'),
      maxzoom: 7,
      filter: ['==', ['get', 'kind'], 'country'],
      ...words(16),
    },
  ];
}
