import { expect, it } from 'vitest';
import { readFileHead } from './file-head.ts';

const TABLE = 'id,name,lat,lon\n1,Ana,40,-3\n';

const gzipped = (text: string) =>
  new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).blob();

it('reads the heading of a table, also of one that is packed with gzip', async () => {
  const head = { heading: ['id', 'name', 'lat', 'lon'], rows: [['1', 'Ana', '40', '-3']] };
  expect(await readFileHead(new Blob([TABLE]))).toEqual(head);
  expect(await readFileHead(await gzipped(TABLE))).toEqual(head);
});

it('reads no more of a large file than its beginning', async () => {
  const large = new Blob([TABLE, 'x'.repeat(10_000_000)]);
  const taken: number[] = [];
  const watched = Object.assign(Object.create(large) as Blob, {
    slice: (from: number, to: number) => {
      taken.push(to - from);
      return large.slice(from, to);
    },
  });
  expect(await readFileHead(watched)).toMatchObject({ rows: [['1', 'Ana', '40', '-3']] });
  expect(taken).toEqual([64 * 1024]);
});

it('says of a zip file that it is packed, and of what is no table that it cannot be read', async () => {
  expect(await readFileHead(new Blob([new Uint8Array([0x50, 0x4b, 3, 4])]))).toBe('packed');
  expect(await readFileHead(new Blob([new Uint8Array([0x1f, 0x8b, 1, 2, 3])]))).toBe('unreadable');
  expect(await readFileHead(new Blob(['{"elements":[]}']))).toBe('unreadable');
});
