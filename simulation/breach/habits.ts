import type { Chance } from '../chance.ts';

/**
 * How imagined people use their account. Every figure is an assumption, chosen so that what makes false alarms is
 * rather too frequent than too rare; none was measured on anybody.
 */
export interface Person {
  readonly home: string;
  readonly habit: Habit;
  readonly signInsPerYear: number;
  readonly hasSecondFactor: boolean;
  readonly hasProgram: boolean;
  readonly exportsPerYear: number;
  readonly tripsPerYear: number;
  /** Countries that a tunnel or a daily way comes out in; empty without one. */
  readonly exits: readonly string[];
}

export const HABITS = ['stays put', 'travels', 'crosses a border', 'one tunnel', 'many tunnels'] as const;

export type Habit = (typeof HABITS)[number];

const HOMES = [
  'US',
  'US',
  'US',
  'DE',
  'DE',
  'GB',
  'FR',
  'ES',
  'MX',
  'BR',
  'IN',
  'JP',
  'AU',
  'NL',
  'CA',
  'PL',
  'ZA',
];
const NEIGHBOUR: Readonly<Record<string, string>> = {
  ...{ US: 'CA', DE: 'AT', GB: 'IE', FR: 'BE', ES: 'PT', MX: 'US', BR: 'AR', IN: 'NP', JP: 'KR' },
  ...{ AU: 'NZ', NL: 'BE', CA: 'US', PL: 'CZ', ZA: 'MZ' },
};
const EXITS = ['US', 'DE', 'NL', 'CH', 'SE', 'GB', 'SG', 'JP', 'CA', 'RO', 'BR', 'AU'];
export const DESTINATIONS = [
  ...[
    'ES',
    'IT',
    'FR',
    'GR',
    'TR',
    'PT',
    'GB',
    'US',
    'MX',
    'TH',
    'JP',
    'EG',
    'MA',
    'IN',
    'ID',
    'AE',
    'BR',
    'ZA',
  ],
  ...['AU', 'NZ', 'CA', 'VN', 'KE', 'PE'],
];

export function pick<Item>(items: readonly Item[], chance: Chance): Item {
  return items[chance.below(items.length)]!;
}

/** The number of times something of that yearly rate happens in a year (Poisson, by Knuth's product). */
export function timesOf(rate: number, chance: Chance): number {
  const limit = Math.exp(-Math.min(rate, 500));
  let times = 0;
  for (let product = chance.next(); product > limit; product *= chance.next()) times++;
  return times;
}

export function drawPerson(chance: Chance): Person {
  const home = pick(HOMES, chance);
  const habit = drawHabit(chance.next());
  const frequency = chance.next();
  const several = () => Array.from({ length: 3 + chance.below(4) }, () => pick(EXITS, chance));
  const exits: Readonly<Record<Habit, () => readonly string[]>> = {
    'stays put': () => [],
    travels: () => [],
    'crosses a border': () => [NEIGHBOUR[home] ?? home],
    'one tunnel': () => [pick(EXITS, chance)],
    'many tunnels': several,
  };
  return {
    ...{ home, habit },
    signInsPerYear: frequency < 0.6 ? 5 : frequency < 0.9 ? 50 : 300,
    hasSecondFactor: chance.happens(0.3),
    hasProgram: chance.happens(0.03),
    exportsPerYear: chance.happens(0.02) ? 52 : 0.5,
    tripsPerYear: habit === 'travels' ? 6 : 0.7,
    exits: exits[habit](),
  };
}

function drawHabit(draw: number): Habit {
  if (draw < 0.7) return 'stays put';
  if (draw < 0.83) return 'travels';
  if (draw < 0.88) return 'crosses a border';
  return draw < 0.95 ? 'one tunnel' : 'many tunnels';
}
