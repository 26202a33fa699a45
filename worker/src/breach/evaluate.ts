import { leastDistanceKm } from './countries.ts';
import type { Acts, Condition, Rule } from './rules.ts';

/** As much of an audit row as rules look at. */
export interface Act {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly subject: string | null;
  readonly country: string | null;
  /** Looked at in the newest only. */
  readonly isUsualDevice?: boolean | undefined;
}

export interface Finding {
  readonly rule: Rule;
  /** How many acts were counted. */
  readonly count: number;
  readonly countries: readonly string[];
}

const HOUR_MS = 3_600_000;

/** What the newest of `acts` (the last, in order of time) sets off. Pure: the same acts find the same. */
export function evaluate(rules: readonly Rule[], acts: readonly Act[]): readonly Finding[] {
  const newest = acts.at(-1);
  if (newest === undefined) return [];
  const before = acts.slice(0, -1);
  return rules.flatMap((rule) => {
    if (rule.unlessUsualDevice === true && newest.isUsualDevice === true) return [];
    const met = meets(rule.when, newest, before);
    return met === null ? [] : [{ rule, ...met }];
  });
}

/** How far back the rules that this act may set off look, in ms; 0: none of them does. */
export function lookBackMs(rules: readonly Rule[], act: Omit<Act, 'at'>): number {
  return Math.max(0, ...rules.filter(({ when }) => isTrigger(when, act)).map(({ when }) => spanOf(when)));
}

/** Every action that some rule looks at. */
export function watchedActions(rules: readonly Rule[]): readonly string[] {
  const acts = rules.flatMap(({ when }) => {
    if (when.kind === 'signal') return [];
    return when.kind === 'sequence' ? [when.first, when.last] : [when.acts];
  });
  return [...new Set<string>(acts.flatMap(({ actions }) => actions))];
}

function isTrigger(when: Condition, act: Omit<Act, 'at'>): boolean {
  if (when.kind === 'signal') return false;
  return fits(when.kind === 'sequence' ? when.last : when.acts, act);
}

function spanOf(when: Condition): number {
  if (when.kind === 'signal') return 0;
  return when.kind === 'leap' ? when.unseenMs : when.withinMs;
}

function meets(when: Condition, newest: Act, before: readonly Act[]): Omit<Finding, 'rule'> | null {
  if (!isTrigger(when, newest)) return null;
  const since = newest.at - spanOf(when);
  const past = before.filter(({ at }) => at >= since && at <= newest.at);
  switch (when.kind) {
    case 'signal':
      return null;
    case 'count': {
      const count = past.filter((act) => fits(when.acts, act)).length + 1;
      return count >= when.atLeast ? { count, countries: [] } : null;
    }
    case 'sequence': {
      const count = past.filter((act) => fits(when.first, act)).length;
      return count >= when.atLeast ? { count, countries: [] } : null;
    }
    case 'leap': {
      const { country } = newest;
      const placed = past.filter((act) => fits(when.acts, act) && act.country !== null);
      const last = placed.at(-1);
      if (country === null || last?.country == null) return null;
      if (placed.some((act) => act.country === country)) return null;
      const hours = (newest.at - last.at) / HOUR_MS;
      const isLeap = leastDistanceKm(last.country, country) > hours * when.fasterThanKmh;
      return isLeap ? { count: 2, countries: [last.country, country] } : null;
    }
  }
}

function fits(acts: Acts, { action, outcome, subject }: Omit<Act, 'at'>): boolean {
  return (
    (acts.actions as readonly string[]).includes(action) &&
    acts.outcome === outcome &&
    (acts.subject === undefined || acts.subject === subject)
  );
}
