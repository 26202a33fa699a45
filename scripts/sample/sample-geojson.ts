import type { SampleFormat } from './sample-format.ts';

/** A FeatureCollection (RFC 7946), an entry a line. */
export const SAMPLE_GEOJSON: SampleFormat = {
  head: '{"type":"FeatureCollection","features":[\n',
  row({ sourceId, lat, lon, ...properties }, number) {
    const feature = {
      type: 'Feature',
      id: sourceId,
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties,
    };
    return `${number === 0 ? '' : ',\n'}${JSON.stringify(feature)}`;
  },
  foot: '\n]}\n',
};
