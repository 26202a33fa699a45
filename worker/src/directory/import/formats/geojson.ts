import { MAPPABLE_FIELDS } from '@undertone/contract/directory-import';
import { leaveOut, type Draft } from '../draft.ts';
import type { Format } from '../format.ts';
import { readFields } from './csv.ts';
import { isObject, jsonArray, type JsonObject } from './json-array.ts';
import { osmEntry } from './osm-entry.ts';

/**
 * GeoJSON (RFC 7946), a FeatureCollection of Points. Properties are named as the fields of an entry, or are tags of
 * OpenStreetMap; lists may be arrays. The id is the feature's own, or a property `sourceId`, `id` or `@id`.
 */
export const GEOJSON: Format = jsonArray('features', (feature) => {
  const { properties, geometry } = feature;
  if (feature['type'] !== 'Feature' || !isObject(properties)) return leaveOut('malformed', 'properties');
  const id = [feature['id'], properties['sourceId'], properties['@id'], properties['id']]
    .map((each) => (typeof each === 'number' ? String(each) : each))
    .find((each) => typeof each === 'string' && each.trim() !== '') as string | undefined;
  if (id === undefined) return leaveOut('missing-id', 'id');
  const position = positionOf(geometry);
  const isOsm = 'healthcare' in properties || 'amenity' in properties;
  return isOsm
    ? osmEntry(id, properties, position)
    : readFields({ ...textsOf(properties), sourceId: id }, position);
});

/** Longitude first, as the RFC has it. */
function positionOf(geometry: unknown): Draft['position'] {
  if (!isObject(geometry) || geometry['type'] !== 'Point' || !Array.isArray(geometry['coordinates']))
    return null;
  const [lon, lat] = geometry['coordinates'] as readonly unknown[];
  return typeof lat === 'number' && typeof lon === 'number' ? { lat, lon } : null;
}

function textsOf(properties: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    MAPPABLE_FIELDS.flatMap((field) => {
      const value = properties[field];
      if (Array.isArray(value)) return [[field, value.map(String).join('|')]];
      const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
      return isPlain ? [[field, String(value)]] : [];
    }),
  );
}
