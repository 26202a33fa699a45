import type { Act } from '@undertone/worker/breach/evaluate';
import type { Chance } from '../chance.ts';
import { pick } from './habits.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Far from every home that is played. */
const FAR = ['VN', 'KE', 'CL', 'UZ', 'PK', 'AO'];

export interface Attack {
  readonly name: string;
  /** What is done from `at` on, in an account whose owner signed in an hour before. */
  readonly play: (at: number, home: string, chance: Chance) => readonly Act[];
}

const act = (at: number, action: string, country: string): Act => ({
  ...{ at, action, outcome: 'done', subject: null, country },
});
const refusals = (count: number, action: string, at: number, country: string): readonly Act[] =>
  Array.from({ length: count }, (_, index) => ({
    ...act(at + index * 30_000, action, country),
    outcome: 'refused' as const,
  }));

/** Scripts of people who are not the owner; the owner was at home an hour before each. */
export const ATTACKS: readonly Attack[] = [
  {
    name: 'A stolen passphrase, used from far away',
    play: (at, _, chance) => [act(at, 'session.started', pick(FAR, chance))],
  },
  {
    name: 'The same, and everything is exported',
    play: (at, _, chance) => {
      const country = pick(FAR, chance);
      return [act(at, 'session.started', country), act(at + 5 * MINUTE_MS, 'account.exported', country)];
    },
  },
  {
    name: 'The same, and the recovery words are replaced the next day',
    play: (at, _, chance) => {
      const country = pick(FAR, chance);
      return [act(at, 'session.started', country), act(at + 20 * HOUR_MS, 'recovery.replaced', country)];
    },
  },
  {
    name: 'A stolen passphrase, used from the same country',
    play: (at, home) => [act(at, 'session.started', home)],
  },
  {
    name: 'A guessed passphrase: nine wrong, then in',
    play: (at, home) => [
      ...refusals(9, 'session.refused', at, home),
      act(at + 10 * MINUTE_MS, 'session.started', home),
    ],
  },
  {
    name: 'The passphrase is known, the second factor is guessed at',
    play: (at, home) => refusals(10, 'second-factor.refused', at, home),
  },
  {
    name: 'A stolen refresh token, used beside its owner',
    play: (at, home) => refusals(1, 'token.reused', at, home),
  },
  {
    name: 'A taken-over session copies everything six times',
    play: (at, home) =>
      Array.from({ length: 6 }, (_, index) => act(at + index * 20 * MINUTE_MS, 'account.exported', home)),
  },
  {
    name: 'Mailbox and recovery words stolen: factor reset, then export',
    play: (at, home) => [
      act(at, 'second-factor.reset', home),
      act(at + MINUTE_MS, 'session.started', home),
      act(at + 10 * MINUTE_MS, 'account.exported', home),
    ],
  },
  {
    name: 'Recovery words found on paper, then export',
    play: (at, home) => [
      act(at, 'recovery.used', home),
      act(at + MINUTE_MS, 'session.started', home),
      act(at + 10 * MINUTE_MS, 'account.exported', home),
    ],
  },
];
