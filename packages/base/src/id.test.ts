import { describe, expect, it } from 'vitest';
import { systemRandom } from './clock.ts';
import { createUuid, isUuid } from './id.ts';

describe('createUuid', () => {
  it('sets the version and variant bits of RFC 9562 and keeps every other bit of its randomness', () => {
    expect(createUuid((length) => new Uint8Array(length).fill(0xff))).toBe(
      'ffffffff-ffff-4fff-bfff-ffffffffffff',
    );
    expect(createUuid((length) => new Uint8Array(length))).toBe('00000000-0000-4000-8000-000000000000');
  });

  it('does not repeat itself', () => {
    const ids = Array.from({ length: 1000 }, () => createUuid(systemRandom));
    expect(new Set(ids).size).toBe(1000);
    expect(ids.every(isUuid)).toBe(true);
  });

  it('is told apart from other strings', () => {
    for (const text of [
      '',
      'x',
      '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
      'FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF',
    ]) {
      expect(isUuid(text)).toBe(false);
    }
  });
});
