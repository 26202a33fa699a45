import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, equalBytes, parseBase64Url, parseUtf8, toBase64Url, toHex, utf8 } from './bytes.ts';
import { unwrap } from './result.ts';

describe('base64url', () => {
  it('agrees with the vectors of RFC 4648 §10, without padding', () => {
    const vectors = {
      '': '',
      f: 'Zg',
      fo: 'Zm8',
      foo: 'Zm9v',
      foob: 'Zm9vYg',
      fooba: 'Zm9vYmE',
      foobar: 'Zm9vYmFy',
    };
    for (const [text, encoded] of Object.entries(vectors)) expect(toBase64Url(utf8(text))).toBe(encoded);
  });

  it('decodes what it encodes, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(unwrap(parseBase64Url(toBase64Url(bytes)))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it('accepts one spelling of a value only', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const parsed = parseBase64Url(text);
        if (parsed.ok) expect(toBase64Url(parsed.value)).toBe(text);
      }),
    );
    expect(parseBase64Url('Zh').ok).toBe(false);
    expect(parseBase64Url('Zg==').ok).toBe(false);
    expect(parseBase64Url('Z').ok).toBe(false);
    expect(parseBase64Url('é+/=').ok).toBe(false);
  });
});

describe('bytes', () => {
  it('refuses ill-formed UTF-8 rather than altering it', () => {
    expect(parseUtf8(new Uint8Array([0xff, 0xfe])).ok).toBe(false);
    expect(unwrap(parseUtf8(utf8('\uFEFFpáginas 🌧')))).toBe('\uFEFFpáginas 🌧');
  });

  it('compares by value and joins in order', () => {
    expect(equalBytes(concatBytes(utf8('un'), utf8('der')), utf8('under'))).toBe(true);
    expect(equalBytes(utf8('under'), utf8('undes'))).toBe(false);
    expect(equalBytes(utf8('under'), utf8('unde'))).toBe(false);
    expect(toHex(new Uint8Array([0, 15, 255]))).toBe('000fff');
  });
});
