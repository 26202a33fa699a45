import { BREACH_RULES } from '@undertone/contract/security-event';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KNOWN_COUNTRIES, leastDistanceKm } from './countries.ts';
import { evaluate, lookBackMs, watchedActions, type Act } from './evaluate.ts';
import { RULES, type Rule } from './rules.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOW = 1_790_000_000_000;

const act = (action: string, minutesAgo: number, parts: Partial<Act> = {}): Act => ({
  ...{ at: NOW - minutesAgo * MINUTE_MS, action, outcome: 'done', subject: null, country: null },
  ...parts,
});
const found = (acts: readonly Act[]) => evaluate(RULES, acts).map(({ rule }) => rule.id);
const refusals = (count: number, action = 'session.refused') =>
  Array.from({ length: count }, (_, index) => act(action, 30 - index, { outcome: 'refused' }));

describe('the rules', () => {
  it.each<[string, readonly Act[]]>([
    [
      'impossible-travel',
      [act('session.started', 60, { country: 'DE' }), act('session.started', 0, { country: 'JP' })],
    ],
    [
      'travel-then-takeover',
      [act('security-event.raised', 60, { subject: 'impossible-travel' }), act('second-factor.removed', 0)],
    ],
    ['guessed-in', [...refusals(8), act('session.started', 0)]],
    ['second-factor-guessing', refusals(6, 'second-factor.refused')],
    ['refresh-reuse', [act('token.reused', 0, { outcome: 'refused' })]],
    ['export-burst', [1200, 900, 600, 60, 0].map((minutes) => act('account.exported', minutes))],
    ['reset-then-export', [act('second-factor.reset', 2880), act('account.exported', 0)]],
    ['recovery-then-exit', [act('recovery.used', 600), act('account.deletion-requested', 0)]],
  ])('find %s', (id, acts) => {
    expect(found(acts)).toContain(id);
  });

  it.each<[string, readonly Act[]]>([
    [
      'a flight',
      [act('session.started', 780, { country: 'DE' }), act('session.started', 0, { country: 'JP' })],
    ],
    [
      'a border',
      [act('session.started', 5, { country: 'DE' }), act('session.started', 0, { country: 'AT' })],
    ],
    [
      'a tunnel that was used before',
      [
        act('session.started', 20_000, { country: 'US' }),
        act('session.started', 5, { country: 'DE' }),
        act('session.started', 0, { country: 'US' }),
      ],
    ],
    [
      'an unknown place',
      [act('session.started', 5, { country: 'DE' }), act('session.started', 0, { country: 'T1' })],
    ],
    [
      'a leap of a device that was signed in before',
      [
        act('session.started', 60, { country: 'DE' }),
        act('session.started', 0, { country: 'JP', isUsualDevice: true }),
      ],
    ],
    ['a few slips of the keyboard', [...refusals(7), act('session.started', 0)]],
    [
      'slips of long ago',
      [...refusals(8).map((one) => ({ ...one, at: one.at - HOUR_MS })), act('session.started', 0)],
    ],
    ['four exports', [1200, 600, 60, 0].map((minutes) => act('account.exported', minutes))],
    ['a reset long before', [act('second-factor.reset', 6000), act('account.exported', 0)]],
    [
      'a done act among the refused',
      refusals(6, 'second-factor.refused').map((one) => ({ ...one, outcome: 'done' })),
    ],
  ])('let %s pass', (_, acts) => {
    expect(found(acts)).toEqual([]);
  });

  it('have names of their own, and look at nothing that is not watched', () => {
    expect(RULES.map(({ id }) => id)).toEqual(BREACH_RULES);
    expect(watchedActions(RULES)).toContain('session.refused');
    expect(lookBackMs(RULES, act('consent.changed', 0))).toBe(0);
    expect(lookBackMs(RULES, act('session.started', 0))).toBe(30 * 24 * HOUR_MS);
  });
});

describe('a rule', () => {
  const rule = (when: Rule['when']): Rule => ({
    ...{ id: 'export-burst', severity: 'notice', response: 'none', quietMs: 0 },
    when,
  });
  const acts = fc
    .array(
      fc.record({
        at: fc.integer({ min: 0, max: 1000 }),
        action: fc.constantFrom('session.started', 'session.refused', 'account.exported'),
        outcome: fc.constantFrom('done' as const, 'refused' as const),
        subject: fc.constant(null),
        country: fc.constantFrom(null, 'DE', 'JP'),
      }),
      { minLength: 1, maxLength: 20 },
    )
    .map((list) => list.toSorted((left, right) => left.at - right.at));

  it('that counts fires when, and only when, so many lie within its time', () => {
    fc.assert(
      fc.property(
        acts,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 1000 }),
        (list, atLeast, withinMs) => {
          const counted = { actions: ['account.exported'], outcome: 'done' } as const;
          const newest = list.at(-1)!;
          const fits = (one: Act) => one.action === 'account.exported' && one.outcome === 'done';
          const count = list.filter((one) => fits(one) && newest.at - one.at <= withinMs).length;
          const [finding] = evaluate([rule({ kind: 'count', acts: counted, atLeast, withinMs })], list);
          expect(finding !== undefined).toBe(fits(newest) && count >= atLeast);
        },
      ),
    );
  });

  it('is blind to whatever is older than it looks back', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const newest = list.at(-1)!;
        const span = lookBackMs(RULES, newest);
        const older = { ...newest, at: newest.at - span - 1 };
        expect(evaluate(RULES, [older, ...list])).toEqual(evaluate(RULES, list));
      }),
    );
  });

  it('does not change its mind about acts that it does not look at', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const other = act('consent.changed', 0, { at: list[0]!.at });
        expect(evaluate(RULES, [other, ...list])).toEqual(evaluate(RULES, list));
      }),
    );
  });
});

describe('distances', () => {
  it('know every country, are the same both ways, and 0 at home', () => {
    expect(KNOWN_COUNTRIES.length).toBeGreaterThanOrEqual(249);
    expect(new Set(KNOWN_COUNTRIES).size).toBe(KNOWN_COUNTRIES.length);
    for (const code of KNOWN_COUNTRIES) {
      expect(code).toMatch(/^[A-Z]{2}$/);
      expect(leastDistanceKm(code, code)).toBe(0);
      expect(leastDistanceKm('DE', code)).toBeCloseTo(leastDistanceKm(code, 'DE'), 6);
      expect(leastDistanceKm('DE', code)).toBeLessThan(20_040);
    }
  });

  it('are less than the least between real places', () => {
    // Great-circle distances between the nearest of their large airports, in km.
    expect(leastDistanceKm('DE', 'JP')).toBeLessThan(8_800);
    expect(leastDistanceKm('GB', 'US')).toBeLessThan(4_700);
    expect(leastDistanceKm('RU', 'US')).toBeLessThan(3_300);
    expect(leastDistanceKm('ES', 'MA')).toBe(0);
    expect(leastDistanceKm('US', 'MX')).toBe(0);
    expect(leastDistanceKm('AU', 'GB')).toBeGreaterThan(9_000);
  });
});
