/** Degrees, WGS 84. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** What is looked at: the middle, and how near. At zoom z the world is 512·2^z pixels wide. */
export interface View extends Place {
  readonly zoom: number;
}

/** CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where web Mercator (EPSG:3857) ends, so that the world is a square. */
const MOST_LATITUDE = 85.0511287798066;

/** Pixels of the whole world at zoom 0; MapLibre's own measure. */
const WORLD_PX = 512;

/** Length of the equator on the sphere that distances are reckoned on. */
const EQUATOR_KM = 2 * Math.PI * 6371.0088;

export const ZOOM = { least: 0, most: 17 } as const;

/** In units of the world's side: x east from 180° W, y south from the northern edge. */
export function onSquare({ lat, lon }: Place): Point {
  const sine = Math.sin((clamp(lat, -MOST_LATITUDE, MOST_LATITUDE) * Math.PI) / 180);
  return { x: (lon + 180) / 360, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

function fromSquare({ x, y }: Point): Place {
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  return { lat, lon: wrapLongitude(x * 360 - 180) };
}

/** Into [-180, 180). */
export function wrapLongitude(lon: number): number {
  return ((((lon + 180) % 360) + 360) % 360) - 180;
}

export function worldPx(zoom: number): number {
  return WORLD_PX * 2 ** zoom;
}

/** Pixels from the top left corner, of the copy of the world that is nearest to the middle of the view. */
export function toScreen(view: View, { width, height }: Size, at: Place): Point {
  const middle = onSquare(view);
  const { x, y } = onSquare(at);
  const east = x - middle.x;
  const side = worldPx(view.zoom);
  return { x: width / 2 + (east - Math.round(east)) * side, y: height / 2 + (y - middle.y) * side };
}

/** The place under a pixel. */
export function toPlace(view: View, { width, height }: Size, { x, y }: Point): Place {
  const middle = onSquare(view);
  const side = worldPx(view.zoom);
  return fromSquare({
    x: middle.x + (x - width / 2) / side,
    y: clamp(middle.y + (y - height / 2) / side, 0, 1),
  });
}

/** The view after the world under it was pushed; the poles stay outside. */
export function moveBy(view: View, { x, y }: Point): View {
  return { ...view, ...toPlace(view, { width: 0, height: 0 }, { x, y }) };
}

/** Nearer or further by `steps`, with the same place under `at`. */
export function zoomBy(view: View, steps: number, size: Size, at?: Point): View {
  const zoom = clamp(view.zoom + steps, ZOOM.least, ZOOM.most);
  if (at === undefined) return { ...view, zoom };
  const kept = onSquare(toPlace(view, size, at));
  const side = worldPx(zoom);
  const middle = {
    x: kept.x - (at.x - size.width / 2) / side,
    y: clamp(kept.y - (at.y - size.height / 2) / side, 0, 1),
  };
  return { ...fromSquare(middle), zoom };
}

/** Pixels that so many kilometres on the ground take there. */
export function kmToPx(km: number, lat: number, zoom: number): number {
  const shrink = Math.cos((clamp(lat, -MOST_LATITUDE, MOST_LATITUDE) * Math.PI) / 180);
  return (km / (EQUATOR_KM * shrink)) * worldPx(zoom);
}

/** Room that a marker takes beyond its place. */
const MARGIN_PX = 48;

/** The nearest view around `middle` that shows all of `places`. */
export function viewOf(middle: Place, places: readonly Place[], size: Size, most = 14): View {
  let zoom = most;
  for (const place of places) {
    const { x, y } = toScreen({ ...middle, zoom: 0 }, { width: 0, height: 0 }, place);
    const across = Math.max(size.width / 2 - MARGIN_PX, 1) / Math.max(Math.abs(x), Number.EPSILON);
    const down = Math.max(size.height / 2 - MARGIN_PX, 1) / Math.max(Math.abs(y), Number.EPSILON);
    zoom = Math.min(zoom, Math.log2(Math.min(across, down)));
  }
  return { lat: middle.lat, lon: middle.lon, zoom: clamp(zoom, ZOOM.least, most) };
}

export function isInside({ x, y }: Point, { width, height }: Size): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
