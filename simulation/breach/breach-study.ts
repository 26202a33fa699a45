import type { Act } from '@undertone/worker/breach/evaluate';
import { MANY_ACCOUNTS, RULES } from '@undertone/worker/breach/rules';
import { createChance, type Chance } from '../chance.ts';
import { ATTACKS } from './attacks.ts';
import { drawPerson, HABITS, type Habit } from './habits.ts';
import { ordinaryYear, YEAR_MS } from './ordinary-year.ts';
import { mostAccountsWithin, watchAccount } from './watch-account.ts';

const HOUR_MS = 3_600_000;

export interface RuleFigures {
  readonly rule: string;
  readonly response: string;
  /** False alarms in a year of 1,000 accounts. */
  readonly perThousand: number;
  /** The same for people of one habit only. */
  readonly byHabit: Readonly<Record<Habit, number>>;
}

export interface AttackFigures {
  readonly name: string;
  readonly plays: number;
  /** In how many a rule fired, at or after the first act. */
  readonly found: number;
  readonly locked: number;
  readonly rules: readonly string[];
}

export interface NetworkFigures {
  readonly name: string;
  readonly accounts: number;
  readonly networks: number;
  /** Events of the rule `many-accounts` in a year of one network. */
  readonly perYear: number;
  /** The most accounts that failed there within an hour. */
  readonly most: number;
}

export interface BreachStudy {
  readonly accounts: number;
  readonly signIns: number;
  readonly people: Readonly<Record<Habit, number>>;
  /** Accounts with at least one false alarm, of 1,000; and with one that locked them. */
  readonly alarmedPerThousand: number;
  readonly lockedPerThousand: number;
  readonly rules: readonly RuleFigures[];
  readonly attacks: readonly AttackFigures[];
  readonly networks: readonly NetworkFigures[];
}

export function runBreachStudy({
  seed,
  accounts,
  plays,
}: {
  readonly seed: number;
  readonly accounts: number;
  readonly plays: number;
}): BreachStudy {
  const chance = createChance(seed);
  return {
    accounts,
    ...playYears(accounts, chance),
    attacks: playAttacks(plays, chance),
    networks: playNetworks(chance),
  };
}

function playYears(accounts: number, chance: Chance) {
  const people = Object.fromEntries(HABITS.map((habit) => [habit, 0])) as Record<Habit, number>;
  const counts = new Map<string, number>();
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  let [signIns, alarmed, locked] = [0, 0, 0];
  for (let index = 0; index < accounts; index++) {
    const person = drawPerson(chance);
    people[person.habit]++;
    const acts = ordinaryYear(person, chance);
    signIns += acts.filter(({ action }) => action === 'session.started').length;
    const raised = watchAccount(acts);
    if (raised.length > 0) alarmed++;
    if (raised.some(({ response }) => response === 'locked')) locked++;
    for (const { rule } of raised) {
      count(rule);
      count(`${rule}/${person.habit}`);
    }
  }
  const perThousand = (key: string, of: number) => (of === 0 ? 0 : (1000 * (counts.get(key) ?? 0)) / of);
  return {
    ...{ people, signIns },
    alarmedPerThousand: (1000 * alarmed) / accounts,
    lockedPerThousand: (1000 * locked) / accounts,
    rules: RULES.filter(({ when }) => when.kind !== 'signal').map(({ id, response }) => ({
      ...{ rule: id, response },
      perThousand: perThousand(id, accounts),
      byHabit: Object.fromEntries(
        HABITS.map((habit) => [habit, perThousand(`${id}/${habit}`, people[habit])]),
      ) as Record<Habit, number>,
    })),
  };
}

function playAttacks(plays: number, chance: Chance): readonly AttackFigures[] {
  return ATTACKS.map(({ name, play }) => {
    const rules = new Set<string>();
    let [found, locked] = [0, 0];
    for (let index = 0; index < plays; index++) {
      const person = drawPerson(chance);
      const at = (0.3 + 0.6 * chance.next()) * YEAR_MS;
      const owner: Act = {
        ...{ at: at - HOUR_MS, action: 'session.started', outcome: 'done', subject: null },
        country: person.home,
      };
      const before = ordinaryYear(person, chance).filter((act) => act.at < at - HOUR_MS);
      const raised = watchAccount([...before, owner, ...play(at, person.home, chance)]).filter(
        (one) => one.at >= at,
      );
      if (raised.length > 0) found++;
      if (raised.some(({ response }) => response === 'locked')) locked++;
      for (const { rule } of raised) rules.add(rule);
    }
    return { name, plays, found, locked, rules: [...rules] };
  });
}

const NETWORKS = [
  { name: 'a family', accounts: 4, networks: 500 },
  { name: 'an office or a school', accounts: 300, networks: 10 },
  { name: 'an operator’s shared address', accounts: 3000, networks: 1 },
] as const;

function playNetworks(chance: Chance): readonly NetworkFigures[] {
  return NETWORKS.map(({ name, accounts, networks }) => {
    let [events, most] = [0, 0];
    for (let network = 0; network < networks; network++) {
      const refusals = Array.from({ length: accounts }, (_, account) =>
        ordinaryYear(drawPerson(chance), chance)
          .filter(({ action }) => action === 'session.refused')
          .map(({ at }) => ({ at, subject: String(account) })),
      )
        .flat()
        .toSorted((left, right) => left.at - right.at);
      const quietMs = RULES.find(({ id }) => id === 'many-accounts')!.quietMs;
      let quietUntil = -Infinity;
      mostAccountsWithin(refusals, MANY_ACCOUNTS.withinMs).forEach((count, index) => {
        most = Math.max(most, count);
        const { at } = refusals[index]!;
        if (count < MANY_ACCOUNTS.atLeast || at < quietUntil) return;
        events++;
        quietUntil = at + quietMs;
      });
    }
    return { name, accounts, networks, perYear: events / networks, most };
  });
}
