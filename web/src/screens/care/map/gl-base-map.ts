import { addProtocol, GPUInitializationError, Map as GlMap, setWorkerCount, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { BaseMap, BaseMapParts } from './base-map.ts';
import type { DetailedMap } from './detailed-map.ts';
import { readMapColours } from './map-colours.ts';
import { DETAIL_SOURCE, detailLayers, outlineStyle } from './map-style.ts';
import { trustedWorkerUrl } from './trusted-worker-url.ts';
import { wrapLongitude, ZOOM, type View } from './mercator.ts';
import type { WorldOutlines } from './world-outlines.ts';

/** Of a deployment's own map: every tile is asked through the app's one way out, never by the library itself. */
const SCHEME = 'undertone-map';

const GLIDE_MS = 200;

/** Which detailed map the tiles are read from; one map is on the screen at a time. */
let detailed: DetailedMap | null = null;

setWorkerUrl(trustedWorkerUrl(workerUrl));
setWorkerCount(1);
addProtocol(SCHEME, async ({ url }, { signal }) => {
  const [z, x, y] = url.slice(`${SCHEME}://`.length).split('/').map(Number);
  return { data: await (detailed?.readTile(z!, x!, y!, signal) ?? new ArrayBuffer(0)) };
});

/**
 * MapLibre over the embedded outlines. Throws where there is no WebGL 2. Its own keys, credits and controls are off: the
 * map's frame has them, for both kinds of drawing.
 */
export function startGlBaseMap(outlines: WorldOutlines, parts: BaseMapParts): BaseMap {
  const { container, language } = parts;
  const map = new GlMap({
    container,
    style: outlineStyle(outlines, readMapColours(container)),
    center: [parts.view.lon, parts.view.lat],
    zoom: parts.view.zoom,
    minZoom: ZOOM.least,
    maxZoom: ZOOM.most,
    attributionControl: false,
    keyboard: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    // What is drawn here is nobody's to read back, and a lost context is drawn anew.
    canvasContextAttributes: { preserveDrawingBuffer: false },
  });
  map.touchZoomRotate.disableRotation();
  const canvas = map.getCanvas();
  canvas.tabIndex = -1;
  canvas.ariaHidden = 'true';
  canvas.removeAttribute('role');

  const tell = () => {
    const { lat, lng } = map.getCenter();
    parts.onView({ lat, lon: wrapLongitude(lng), zoom: map.getZoom() });
  };
  map.on('move', tell);
  map.once('load', () => parts.onDrawn());
  // An error is one of a tile or of the style; only a context that does not come back ends the drawing.
  map.on('error', ({ error }) => {
    if (error instanceof GPUInitializationError) parts.onFailure();
  });

  const addDetail = () => {
    if (detailed === null || map.getSource(DETAIL_SOURCE) !== undefined) return;
    map.addSource(DETAIL_SOURCE, {
      type: 'vector',
      tiles: [`${SCHEME}://{z}/{x}/{y}`],
      minzoom: detailed.minZoom,
      maxzoom: detailed.maxZoom,
    });
    for (const layer of detailLayers(readMapColours(container), language)) map.addLayer(layer);
  };
  const dropDetail = () => {
    if (map.getSource(DETAIL_SOURCE) === undefined) return;
    for (const { id } of detailLayers(readMapColours(container), language)) map.removeLayer(id);
    map.removeSource(DETAIL_SOURCE);
  };
  const whenStyled = (change: () => void) => {
    if (map.isStyleLoaded() === true) change();
    else map.once('idle', change);
  };

  return {
    show(view: View, how) {
      const to = { center: [view.lon, view.lat] as [number, number], zoom: view.zoom };
      if (how === 'jump') map.jumpTo(to);
      else map.easeTo({ ...to, duration: GLIDE_MS });
    },
    showDetail(detail) {
      detailed = detail;
      whenStyled(detail === null ? dropDetail : addDetail);
    },
    recolour() {
      whenStyled(() => {
        const colours = readMapColours(container);
        const layers = [...outlineStyle(outlines, colours).layers, ...detailLayers(colours, language)];
        for (const { id, paint } of layers) {
          if (map.getLayer(id) === undefined) continue;
          for (const [property, value] of Object.entries(paint ?? {})) {
            map.setPaintProperty(id, property as 'fill-color', value as string);
          }
        }
      });
    },
    destroy() {
      detailed = null;
      map.remove();
    },
  };
}
