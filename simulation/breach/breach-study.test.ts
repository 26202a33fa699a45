import { expect, it } from 'vitest';
import { runBreachStudy } from './breach-study.ts';
import { mostAccountsWithin, watchAccount } from './watch-account.ts';

const OPTIONS = { seed: 7, accounts: 300, plays: 20 };
const study = runBreachStudy(OPTIONS);

it('plays the same year from the same seed, and another from another', () => {
  expect(runBreachStudy(OPTIONS)).toEqual(study);
  expect(runBreachStudy({ ...OPTIONS, seed: 8 })).not.toEqual(study);
});

it('finds every scripted attack nearly always, but for the one that looks like its owner', () => {
  for (const { name, found, plays } of study.attacks) {
    if (name.endsWith('from the same country')) expect(found).toBeLessThanOrEqual(2);
    else expect({ name, isFound: found / plays > 0.8 }).toEqual({ name, isFound: true });
  }
});

it('locks hardly anybody out of their own account', () => {
  expect(study.lockedPerThousand).toBeLessThan(10);
});

it('keeps a rule quiet for its time', () => {
  const reuse = { action: 'token.reused', outcome: 'refused', subject: null, country: null } as const;
  const day = 24 * 3_600_000;
  expect(watchAccount([0, 1, day, day + 1].map((at) => ({ ...reuse, at }))).map(({ at }) => at)).toEqual([
    0,
    day,
  ]);
});

it('counts different accounts of a network within a sliding hour', () => {
  const refusals = [
    { at: 0, subject: 'a' },
    { at: 10, subject: 'a' },
    { at: 20, subject: 'b' },
    { at: 110, subject: 'c' },
  ];
  expect(mostAccountsWithin(refusals, 100)).toEqual([1, 1, 2, 2]);
});
