import type { EpochMs } from '@undertone/base/clock';
import { describe, expect, it } from 'vitest';
import { createTotpSecret, stepOfCode, totpUri } from './totp.ts';

/** RFC 6238 appendix B, SHA-1; its codes have eight digits, ours are their last six. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const RFC_CODES = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
] as const;

const at = (seconds: number) => (seconds * 1000) as EpochMs;

describe('a code of an authenticator', () => {
  it.each(RFC_CODES)('is that of RFC 6238 at %i s', (seconds, code) => {
    expect(stepOfCode(RFC_SECRET, code.slice(2), at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('counts one step early or late, no more', () => {
    const step = Math.floor(1_234_567_890 / 30);
    for (const [away, found] of [
      [-60, null],
      [-30, step],
      [30, step],
      [60, null],
    ] as const) {
      expect(stepOfCode(RFC_SECRET, '005924', at(1_234_567_890 + away))).toBe(found);
    }
  });

  it('is not a code of another secret, nor of another length', () => {
    const other = createTotpSecret((length) => new Uint8Array(length).fill(7));
    expect(stepOfCode(other, '005924', at(1_234_567_890))).toBeNull();
    for (const code of ['', '05924', '89005924', 'abcdef']) {
      expect(stepOfCode(RFC_SECRET, code, at(1_234_567_890))).toBeNull();
    }
  });
});

it('gives a secret of 160 bits, and an address that any authenticator app reads', () => {
  const secret = createTotpSecret((length) => Uint8Array.from({ length }, (_, index) => index));
  expect(secret).toBe('AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQT');
  const uri = new URL(totpUri(secret, 'ada+1@example.org'));
  expect(uri.protocol).toBe('otpauth:');
  expect(decodeURIComponent(uri.pathname)).toContain('Undertone:ada+1@example.org');
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    ...{ issuer: 'Undertone', secret, algorithm: 'SHA1', digits: '6', period: '30' },
  });
});
