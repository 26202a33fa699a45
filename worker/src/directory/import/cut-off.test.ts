import { beforeEach, describe, expect, it } from 'vitest';
import { emptyDirectory, imported, seen } from '../../testing/directory.ts';

const NAMES = ['Anna', 'Ben', 'Carla', 'Dora'];
const CSV = `id,name,lat,lon\n${NAMES.map((name, at) => `${name},${name},5${at},10`).join('\n')}`;
const JSON_TEXT = JSON.stringify({
  elements: NAMES.map((name, id) => ({
    ...{ type: 'node', id, lat: 50 + id, lon: 10 },
    tags: { amenity: 'clinic', name },
  })),
});

beforeEach(emptyDirectory);

describe('a file that is cut off', () => {
  it.each([
    ['csv', CSV, CSV.slice(0, -4)],
    ['csv', CSV, CSV.replace('Dora,Dora', 'Dora,"Dora')],
    ['overpass', JSON_TEXT, JSON_TEXT.slice(0, -30)],
    ['overpass', JSON_TEXT, JSON_TEXT.slice(0, -2)],
  ] as const)('takes nothing away: %s', async (format, whole, cut) => {
    expect(await imported(whole, { format })).toMatchObject({ state: 'live', added: 4, troubles: {} });
    expect(await imported(cut, { format })).toMatchObject({ state: 'failed', failure: 'upload-incomplete' });
    expect(await seen()).toEqual(NAMES);
  });

  it('says which row is broken', async () => {
    const done = await imported(CSV.slice(0, -4));
    expect(done).toMatchObject({ rows: 4, added: 3, troubles: { 'wrong-column-count': 1 } });
  });
});
