import { beforeEach, describe, expect, it } from 'vitest';
import { strToU8, zipSync, gzipSync } from 'fflate';
import { emptyDirectory, imported, seen } from '../../testing/directory.ts';

const CSV = `sourceId,name,lat,lon\n${Array.from({ length: 50 }, (_, row) => `${row},Practice ${row},50,${row / 10}\n`).join('')}`;
const ZEROS = new Uint8Array(20 * 1024 * 1024);

beforeEach(emptyDirectory);

describe('a packed file', () => {
  it('is told by its first bytes and read like a plain one', async () => {
    for (const packed of [
      gzipSync(strToU8(CSV)),
      zipSync({ 'read me.pdf': ZEROS.subarray(0, 9), 'a/care.csv': strToU8(CSV) }),
    ]) {
      expect(await imported(packed)).toMatchObject({ state: 'live', rows: 50, totalBytes: CSV.length });
      expect((await seen()).length).toBe(50);
    }
  });

  it('that is stored only, not compressed, is read too', async () => {
    expect(await imported(zipSync({ 'care.csv': strToU8(CSV) }, { level: 0 }))).toMatchObject({
      state: 'live',
    });
  });

  it.each([
    ['cut off', () => gzipSync(strToU8(CSV)).subarray(0, -9)],
    ['cut off, as an archive', () => zipSync({ 'care.csv': strToU8(CSV) }).subarray(0, -30)],
    [
      'with a wrong byte',
      () => {
        const bytes = gzipSync(strToU8(CSV));
        bytes[40]! ^= 0xff;
        return bytes;
      },
    ],
    [
      'with a wrong byte in an archive',
      () => {
        const bytes = zipSync({ 'care.csv': strToU8(CSV) }, { level: 0 });
        bytes[200]! ^= 0xff;
        return bytes;
      },
    ],
  ])('that is %s is broken', async (_, make) => {
    expect(await imported(make())).toMatchObject({ state: 'failed', failure: 'archive-broken' });
    expect(await seen()).toEqual([]);
  });

  it.each([
    ['gzip', () => gzipSync(ZEROS)],
    ['an archive', () => zipSync({ 'care.csv': ZEROS })],
    ['an archive that lies about its size', () => sayingSmaller(zipSync({ 'care.csv': ZEROS }))],
    [
      'an archive of very many files',
      () =>
        zipSync(
          Object.fromEntries(
            Array.from({ length: 1001 }, (_, each) => [`${each}.csv`, ZEROS.subarray(0, 1)]),
          ),
        ),
    ],
  ])('that is a bomb is not blown up: %s', async (_, make) => {
    expect(await imported(make())).toMatchObject({ state: 'failed', failure: 'archive-too-large' });
  });

  it('in another packed file is not opened', async () => {
    const inner = zipSync({ 'care.csv': strToU8(CSV) });
    expect(await imported(zipSync({ 'care.zip': inner }))).toMatchObject({
      failure: 'archive-holds-no-file',
    });
    expect(await imported(gzipSync(inner))).toMatchObject({ failure: 'not-that-format' });
  });
});

/** An archive whose directory says that its file has a thousand bytes. */
function sayingSmaller(archive: Uint8Array): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const directoryAt = view.getUint32(archive.length - 6, true);
  view.setUint32(directoryAt + 24, 1000, true);
  return archive;
}
