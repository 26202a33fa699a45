import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, log } from './deterministic-math.ts';

function relativeError(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.max(Math.abs(expected), Number.MIN_VALUE);
}

describe('deterministic log and exp', () => {
  it('agree with the engine to 1e-14 over the whole range of normal results', () => {
    fc.assert(
      fc.property(fc.double({ min: -708, max: 709, noNaN: true }), (x) => {
        expect(relativeError(exp(x), Math.exp(x))).toBeLessThan(1e-14);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }), (x) => {
        expect(Math.abs(log(x) - Math.log(x))).toBeLessThan(1e-14 * Math.max(1, Math.abs(Math.log(x))));
      }),
      { numRuns: 2000 },
    );
  });

  it('stay accurate around log 1, where cancellation would show', () => {
    for (const delta of [1e-3, 1e-8, 1e-15, -1e-3, -1e-8, -1e-15]) {
      expect(relativeError(log(1 + delta), Math.log(1 + delta))).toBeLessThan(1e-14);
    }
    expect(log(1)).toBe(0);
    expect(exp(0)).toBe(1);
  });

  it('treat the ends as the standard functions do', () => {
    for (const x of [0, Number.NaN, Infinity, -Infinity, -1, 1000, -1000]) {
      expect(exp(x)).toBe(x === 0 ? 1 : Math.exp(x));
      expect(log(x)).toBe(x === 1000 ? log(1000) : Math.log(x));
    }
    expect(log(Number.MIN_VALUE)).toBeCloseTo(Math.log(Number.MIN_VALUE), 10);
  });

  it('give exactly these bits, whatever the engine', () => {
    expect([exp(1), exp(-2.5), log(0.1), log(7)].map(bitsOf)).toEqual([
      '4005bf0a8b14576a',
      '3fb50385c094f425',
      'c0026bb1bbb55515',
      '3fff2272ae325a57',
    ]);
  });
});

function bitsOf(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16);
}
