import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PAYLOAD_BYTES, MIN_PADDED_BYTES, pad, padmeLength, unpad } from './padding.ts';

const lengths = fc.oneof(
  fc.integer({ min: 0, max: 5_000 }),
  fc.integer({ min: 0, max: MAX_PAYLOAD_BYTES + 4 }),
);

describe('padmeLength', () => {
  it('agrees with lengths worked out by hand from the paper', () => {
    // 1000: E = 9, S = 4, so the low 5 bits are rounded up. 9: below the minimum. 5000: E = 12, S = 4, low 8 bits.
    const examples = { 0: 256, 9: 256, 256: 256, 257: 272, 1000: 1024, 1025: 1088, 5000: 5120 };
    for (const [length, padded] of Object.entries(examples)) expect(padmeLength(Number(length))).toBe(padded);
  });

  it('never shrinks, adds at most 12 % above the minimum, and pads a padded length no further', () => {
    fc.assert(
      fc.property(lengths, (length) => {
        const padded = padmeLength(length);
        expect(padded).toBeGreaterThanOrEqual(Math.max(length, MIN_PADDED_BYTES));
        expect(padded).toBeLessThanOrEqual(Math.max(length * 1.12, MIN_PADDED_BYTES));
        expect(padmeLength(padded)).toBe(padded);
      }),
    );
  });

  it('never makes a longer payload look shorter', () => {
    fc.assert(
      fc.property(lengths, fc.nat(10_000), (length, more) => {
        expect(padmeLength(length + more)).toBeGreaterThanOrEqual(padmeLength(length));
      }),
    );
  });

  it('leaves an observer 257 lengths up to 1 MiB: 16 an octave up to 64 KiB, 32 above, and the minimum', () => {
    const seen = new Set<number>();
    for (let length = 0; length <= 1024 * 1024; length++) seen.add(padmeLength(length));
    expect(seen.size).toBe(257);
  });
});

describe('pad', () => {
  it('is undone by unpad, for any payload', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), (payload) => {
        expect(unpad(pad(payload))).toEqual({ ok: true, value: new Uint8Array(payload) });
      }),
    );
  });

  it('gives payloads of one bucket one length', () => {
    expect(pad(new Uint8Array(0)).length).toBe(pad(new Uint8Array(252)).length);
    expect(pad(new Uint8Array(253)).length).toBeGreaterThan(MIN_PADDED_BYTES);
  });

  it('throws on a payload that no reader would accept', () => {
    expect(() => pad(new Uint8Array(MAX_PAYLOAD_BYTES + 1))).toThrow(RangeError);
    expect(unpad(pad(new Uint8Array(MAX_PAYLOAD_BYTES))).ok).toBe(true);
  });
});

describe('unpad', () => {
  it('accepts one padding of a payload only', () => {
    const padded = pad(new Uint8Array([1, 2, 3]));
    const variants = [
      padded.subarray(0, 255),
      new Uint8Array(0),
      new Uint8Array([...padded, 0]),
      padded.map((byte, index) => (index === 255 ? 1 : byte)),
      padded.map((byte, index) => (index === 0 ? 0xff : byte)),
      padded.map((byte, index) => (index === 3 ? 253 : byte)),
    ];
    for (const variant of variants) expect(unpad(variant)).toEqual({ ok: false, error: 'malformed-padding' });
  });
});
