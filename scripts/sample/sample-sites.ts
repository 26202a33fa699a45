import { readPlaces, readRegionNames, type GeoNamesPlace } from '../../web/build/gazetteer/geonames.ts';
import { createSampleChance, type SampleChance } from './sample-chance.ts';

/** Where an entry stands. */
export interface SampleSite {
  /** Degrees, WGS 84, rounded to a decimetre. */
  readonly lat: number;
  readonly lon: number;
  readonly locality: string;
  readonly region: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** Both sides of the antimeridian, and near both poles: what careless arithmetic on degrees gets wrong. */
const REMOTE: readonly (readonly [
  locality: string,
  country: string,
  lat: number,
  lon: number,
  region?: string,
])[] = [
  ['Longyearbyen', 'SJ', 78.2233, 15.6469],
  ['Ny-Ålesund', 'SJ', 78.925, 11.9222],
  ['McMurdo Station', 'AQ', -77.846, 166.676],
  ['Alert', 'CA', 82.5018, -62.3481],
  ['Qaanaaq', 'GL', 77.467, -69.2285],
  ['Labasa', 'FJ', -16.4332, 179.3645],
  ['Somosomo', 'FJ', -16.7667, -179.9667],
  ['Anadyr', 'RU', 64.7342, 177.5103],
  ['Egvekinot', 'RU', 66.3167, -179.1167],
  ['Provideniya', 'RU', 64.4235, -173.2258],
  ['Adak', 'US', 51.88, -176.6581, 'Alaska'],
  ['Waitangi', 'NZ', -43.9535, -176.5597],
  ['Ushuaia', 'AR', -54.8019, -68.303],
];

const REMOTE_EVERY = 250;
const RURAL_SHARE = 0.06;
/** Of a city's entries: at the very position of others, as in a hospital's tower. */
const TOWER_SHARE = 0.12;
const RURAL_POPULATION = 15_000;
/** For a small sample to have cities with more than one entry, and from many countries. */
const ENTRIES_PER_CITY = 25;
const FEWEST_CITIES = 60;
const KM_PER_DEGREE = 111.195;

/** Positions as people live: most in cities by their populations, a rural tail, a few at the ends of the Earth. */
export function createSampleSites(
  count: number,
  {
    seed,
    chance,
    country,
  }: { readonly seed: string; readonly chance: SampleChance; readonly country?: string },
): () => SampleSite {
  const names = readRegionNames();
  const places = readPlaces().filter((place) => country === undefined || place.country === country);
  const remote = REMOTE.filter((place) => country === undefined || place[1] === country);
  const rural = places.filter(({ population }) => population > 0 && population < RURAL_POPULATION);
  const cities = chooseCities(places, Math.max(FEWEST_CITIES, Math.floor(count / ENTRIES_PER_CITY)));
  const drawCity = weighted(cities, ({ population }) => population, chance);
  let drawn = 0;

  const siteAt = (place: GeoNamesPlace, lat: number, lon: number): SampleSite => ({
    ...tidy(lat, lon),
    locality: place.name,
    region: names.get(`${place.country}.${place.adminCode}`) ?? null,
    country: place.country,
  });

  return () => {
    const number = drawn++;
    if (remote.length > 0 && number % REMOTE_EVERY === 0) {
      const [locality, itsCountry, lat, lon, region = null] =
        remote[(number / REMOTE_EVERY) % remote.length] ?? chance.pick(remote);
      return { ...scatter(lat, lon, 0.5, chance), locality, region, country: itsCountry };
    }
    const isRural = rural.length > 0 && chance.happens(RURAL_SHARE);
    const place = isRural ? chance.pick(rural) : drawCity();
    const [lon, lat] = place.loc.coordinates;
    const spreadKm = Math.min(8, 0.6 * Math.sqrt(Math.max(place.population, 5000) / 100_000) + 0.2);
    if (!isRural && chance.happens(TOWER_SHARE)) {
      // The first of a city's towers is its largest by far.
      const tower = Math.floor(chance.next() ** 3 * Math.min(40, 1 + place.population / 250_000));
      const own = createSampleChance(`${seed}/${place.country}/${place.name}/${tower}`);
      const at = scatter(lat, lon, spreadKm / 2, own);
      return siteAt(place, at.lat, at.lon);
    }
    const at = scatter(lat, lon, spreadKm, chance);
    return siteAt(place, at.lat, at.lon);
  };
}

/** The largest, where the second of a country counts as if it were much smaller, the third yet smaller, and so on. */
function chooseCities(places: readonly GeoNamesPlace[], count: number): readonly GeoNamesPlace[] {
  const rank = new Map<string, number>();
  return places
    .filter(({ population }) => population > 0)
    .sort((a, b) => b.population - a.population || (a.name < b.name ? -1 : 1))
    .map((place) => {
      const among = (rank.get(place.country) ?? 0) + 1;
      rank.set(place.country, among);
      return { place, weight: place.population / among ** 1.5 };
    })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, count)
    .map(({ place }) => place);
}

function weighted<Element>(
  elements: readonly Element[],
  weightOf: (element: Element) => number,
  chance: SampleChance,
): () => Element {
  const upTo = new Float64Array(elements.length);
  let total = 0;
  for (const [index, element] of elements.entries()) upTo[index] = total += weightOf(element);
  return () => {
    const wanted = chance.next() * total;
    let low = 0;
    let high = elements.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    const element = elements[low];
    if (element === undefined) throw new Error('nothing to draw from');
    return element;
  };
}

function scatter(
  lat: number,
  lon: number,
  spreadKm: number,
  chance: SampleChance,
): { lat: number; lon: number } {
  const north = (chance.normal() * spreadKm) / KM_PER_DEGREE;
  const east = (chance.normal() * spreadKm) / KM_PER_DEGREE / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return tidy(lat + north, lon + east);
}

function tidy(lat: number, lon: number): { lat: number; lon: number } {
  const within = Math.min(90, Math.max(-90, lat));
  const around = ((((lon + 180) % 360) + 360) % 360) - 180;
  return { lat: Number(within.toFixed(6)), lon: Number(around.toFixed(6)) };
}
