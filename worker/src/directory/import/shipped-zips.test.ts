import { encodeColumns } from '@undertone/geo/places/column-file';
import { expect, it } from 'vitest';
import type { FindPostcodes } from './place-drafts.ts';
import { withShippedZips } from './shipped-zips.ts';

const FILE = encodeColumns(
  { stepsPerDegree: 1000, areas: { ES: { '28': [40.4, -3.7] } } },
  { code: [62_704], lat: [39_773], lon: [-89_689] },
);
const SHIPPED = { lat: 39.773, lon: -89.689 };

const nobodyImported: FindPostcodes = async () => new Map();

function assetsWith(files: Readonly<Record<string, () => Response>>) {
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    asked.push(pathname);
    return (
      files[pathname]?.() ?? new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })
    );
  };
  return { asked, fetch };
}

const shipped = () =>
  assetsWith({
    '/places.json': () => Response.json({ postcodes: { url: '/assets/places/1-postcodes.bin' } }),
    '/assets/places/1-postcodes.bin': () =>
      new Response(new Blob([FILE]).stream().pipeThrough(new CompressionStream('gzip'))),
  });

it('finds a ZIP code that nobody imported, with and without its four more digits', async () => {
  const find = withShippedZips(nobodyImported, shipped());
  expect(await find(['US 62704', 'US 627041234', 'US 00000', 'ES 28013'])).toEqual(
    new Map([
      ['US 62704', SHIPPED],
      ['US 627041234', SHIPPED],
    ]),
  );
});

it('prefers what was imported, and fetches the file once and only when it is needed', async () => {
  const assets = shipped();
  const imported: FindPostcodes = async (wanted) =>
    new Map(wanted.filter((key) => key === 'US 10001').map((key) => [key, { lat: 1, lon: 2 }]));
  const find = withShippedZips(imported, assets);
  expect(await find(['US 10001'])).toEqual(new Map([['US 10001', { lat: 1, lon: 2 }]]));
  expect(assets.asked).toEqual([]);
  await find(['US 62704']);
  await find(['US 62704']);
  expect(assets.asked).toEqual(['/places.json', '/assets/places/1-postcodes.bin']);
});

it('goes on without where the app is not there', async () => {
  for (const assets of [undefined, assetsWith({})])
    expect(await withShippedZips(nobodyImported, assets)(['US 62704'])).toEqual(new Map());
});
