import { systemRandom } from '@undertone/base/clock';
import { expect, it } from 'vitest';
import { drawCode } from './draw-code.ts';

const drawing = (...draws: number[]) => {
  return () => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, draws.shift()!);
    return bytes;
  };
};

it('draws again where the lowest codes would be likelier', () => {
  expect(drawCode(drawing(4_294_000_000, 4_294_967_295, 7))).toBe('000007');
  expect(drawCode(drawing(4_293_999_999))).toBe('999999');
});

it('spreads over all digits in every place', () => {
  const seen = Array.from({ length: 6 }, () => new Set<string>());
  for (let times = 0; times < 500; times++) {
    const code = drawCode(systemRandom);
    expect(code).toMatch(/^\d{6}$/);
    [...code].forEach((digit, place) => seen[place]!.add(digit));
  }
  for (const digits of seen) expect(digits.size).toBe(10);
});
