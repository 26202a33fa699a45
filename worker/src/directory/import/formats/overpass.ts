import { leaveOut, type Draft } from '../draft.ts';
import type { Format } from '../format.ts';
import { isObject, jsonArray, type JsonObject } from './json-array.ts';
import { osmEntry } from './osm-entry.ts';

const TYPES = ['node', 'way', 'relation'];

/** Overpass API, `[out:json]`: nodes; ways and relations with `out center`. An object's id is `node/123`. */
export const OVERPASS: Format = jsonArray('elements', (element) => {
  const { type, id, tags } = element;
  if (!TYPES.includes(String(type)) || typeof id !== 'number') return leaveOut('missing-id', 'id');
  if (!isObject(tags)) return leaveOut('not-care', 'tags', `${String(type)}/${id}`);
  return osmEntry(`${String(type)}/${id}`, tags, positionOf(element));
});

function positionOf(element: JsonObject): Draft['position'] {
  const at = isObject(element['center']) ? element['center'] : element;
  const { lat, lon } = at;
  return typeof lat === 'number' && typeof lon === 'number' ? { lat, lon } : null;
}
