import { decodePostcodes, type Postcodes } from '@undertone/geo/places/postcodes';
import * as v from 'valibot';
import type { FindPostcodes } from './place-drafts.ts';

/** The files that are deployed with the Worker. */
export type Assets = Pick<Fetcher, 'fetch'>;

/** What the build writes into `/places.json`; the rest is the app's. */
const PlaceListSchema = v.object({ postcodes: v.object({ url: v.pipe(v.string(), v.startsWith('/')) }) });

/** Only the path counts. */
const ORIGIN = 'https://assets.invalid';
/** `US 62704`, or with the four more digits of a ZIP+4. */
const ZIP_KEY = /^US (\d{5})(?:\d{4})?$/;

/**
 * US ZIP codes that nobody imported, out of the gazetteer that is shipped with the app: so the registry of the United
 * States finds its places without more. Other countries' codes are known there by their beginning only, which is too
 * rough for an entry.
 */
export function withShippedZips(find: FindPostcodes, assets: Assets | undefined): FindPostcodes {
  let shipped: Promise<Postcodes | null> | null = null;
  return async (wanted) => {
    const found = new Map(await find(wanted));
    const missing = wanted.filter((key) => !found.has(key) && ZIP_KEY.test(key));
    if (missing.length === 0 || assets === undefined) return found;
    const postcodes = await (shipped ??= load(assets));
    for (const key of missing) {
      const [zip] = postcodes?.find(ZIP_KEY.exec(key)?.[1] ?? '', 'US') ?? [];
      if (zip !== undefined) found.set(key, { lat: zip.lat, lon: zip.lon });
    }
    return found;
  };
}

/** `null` where this deployment serves no app. */
async function load(assets: Assets): Promise<Postcodes | null> {
  const list = await assets.fetch(`${ORIGIN}/places.json`);
  // Where a file is missing the app's own page may stand instead.
  if (!list.ok || list.headers.get('content-type')?.includes('json') !== true) return null;
  const { url } = v.parse(PlaceListSchema, await list.json()).postcodes;
  const packed = await assets.fetch(ORIGIN + url);
  if (!packed.ok || packed.body === null) return null;
  const unpacked = packed.body.pipeThrough(new DecompressionStream('gzip'));
  return decodePostcodes(new Uint8Array(await new Response(unpacked).arrayBuffer()));
}
