import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findCanary } from './canary.ts';

const CANARY = 'Zimtwölkchen Krähe';
const around = (middle: Buffer | string) =>
  Buffer.concat([
    Buffer.from('{"a":"'),
    typeof middle === 'string' ? Buffer.from(middle) : middle,
    Buffer.from('"}'),
  ]);
const shifted = (count: number) => Buffer.from(`${'x'.repeat(count)}${CANARY} and more`);

describe('the canary search', () => {
  it.each([
    ['plain', around(CANARY)],
    ['upper case', around(CANARY.toUpperCase())],
    ['percent-encoded', around(encodeURIComponent(CANARY))],
    ['form-encoded', around(new URLSearchParams({ q: CANARY }).toString())],
    ['JSON-escaped', around('Zimtw\\u00f6lkchen Kr\\u00e4he')],
    ['hex', around(Buffer.from(CANARY).toString('hex'))],
    ['upper-case hex', around(Buffer.from(CANARY).toString('hex').toUpperCase())],
    ['UTF-16 little-endian', around(Buffer.from(CANARY, 'utf16le'))],
    ['UTF-16 big-endian', around(Buffer.from(CANARY, 'utf16le').swap16())],
    ['base64', around(shifted(0).toString('base64'))],
    ['base64 one byte later', around(shifted(1).toString('base64'))],
    ['base64 two bytes later', around(shifted(2).toString('base64url'))],
    ['base64 of lower case', around(Buffer.from(` ${CANARY.toLowerCase()}`).toString('base64'))],
    ['gzip', around(gzipSync(shifted(5)))],
    ['deflate', around(deflateSync(shifted(5)))],
    ['brotli', brotliCompressSync(shifted(5))],
    ['base64 of gzip', around(gzipSync(shifted(5)).toString('base64url'))],
    ['gzip of base64', around(gzipSync(shifted(2).toString('base64')))],
  ])('finds it as %s', (_name, bytes) => {
    expect(findCanary(CANARY, bytes)).not.toEqual([]);
  });

  it('finds nothing in bytes that do not hold it', () => {
    const noise = Buffer.from(
      Array.from({ length: 20_000 }, (_, i) => (i * 7919 + (i >> 3) * 104_729) & 0xff),
    );
    for (const bytes of [
      noise,
      around(noise.toString('base64')),
      gzipSync(noise),
      around('Zimtwölkchen'),
      Buffer.alloc(0),
    ]) {
      expect(findCanary(CANARY, bytes)).toEqual([]);
    }
  });

  it('refuses a canary so short that chance would find it', () => {
    expect(() => findCanary('short', Buffer.alloc(1))).toThrow();
  });
});
