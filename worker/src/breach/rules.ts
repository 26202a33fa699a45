import type { AuditAction } from '@undertone/contract/audit';
import type { BreachRule, EventResponse, Severity } from '@undertone/contract/security-event';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Acts of one account that a rule looks at. */
export interface Acts {
  readonly actions: readonly AuditAction[];
  readonly outcome: 'done' | 'refused';
  /** Only those on this subject. */
  readonly subject?: string;
}

/** Each condition is met, or not, at the moment of the newest act. */
export type Condition =
  /** So many acts within a time, the newest being one. */
  | { readonly kind: 'count'; readonly acts: Acts; readonly atLeast: number; readonly withinMs: number }
  /** The newest act, when so many of the first were done within a time before it. */
  | {
      readonly kind: 'sequence';
      readonly first: Acts;
      readonly atLeast: number;
      readonly last: Acts;
      readonly withinMs: number;
    }
  /** From one country to another faster than anybody travels, and from there nothing was done for a while. */
  | { readonly kind: 'leap'; readonly acts: Acts; readonly fasterThanKmh: number; readonly unseenMs: number }
  /** Raised by the part of the server that sees it; no act of the account shows it. */
  | { readonly kind: 'signal' };

export interface Rule {
  readonly id: BreachRule;
  readonly severity: Severity;
  readonly response: EventResponse;
  readonly when: Condition;
  /** Silent about an act from a device that was signed in before: there a leap is a tunnel, and slips are slips. */
  readonly unlessUsualDevice?: true;
  /** About what a person does with their own journal: no administrator of an organisation is shown it. */
  readonly isPrivate?: true;
  /** After it was raised it is silent for the same account for this long. */
  readonly quietMs: number;
}

const done = (...actions: AuditAction[]): Acts => ({ actions, outcome: 'done' });
const refused = (...actions: AuditAction[]): Acts => ({ actions, outcome: 'refused' });

/** Faster than airliners cruise. */
const FASTEST_KMH = 950;

export const RULES = [
  {
    id: 'impossible-travel',
    ...{ severity: 'warning', response: 'told', quietMs: 7 * DAY_MS, unlessUsualDevice: true },
    when: {
      kind: 'leap',
      acts: done('session.started', 'session.pending'),
      fasterThanKmh: FASTEST_KMH,
      unseenMs: 30 * DAY_MS,
    },
  },
  {
    id: 'travel-then-takeover',
    ...{ severity: 'critical', response: 'locked', quietMs: DAY_MS },
    when: {
      kind: 'sequence',
      first: { ...done('security-event.raised'), subject: 'impossible-travel' },
      atLeast: 1,
      last: done('second-factor.removed', 'recovery.replaced', 'account.exported'),
      withinMs: 2 * HOUR_MS,
    },
  },
  {
    id: 'guessed-in',
    ...{ severity: 'warning', response: 'told', quietMs: DAY_MS, unlessUsualDevice: true },
    when: {
      kind: 'sequence',
      first: refused('session.refused'),
      atLeast: 8,
      last: done('session.started', 'session.pending'),
      withinMs: HOUR_MS,
    },
  },
  {
    id: 'second-factor-guessing',
    ...{ severity: 'critical', response: 'told', quietMs: DAY_MS },
    when: {
      kind: 'count',
      acts: refused('second-factor.refused'),
      atLeast: 6,
      withinMs: HOUR_MS,
    },
  },
  {
    id: 'refresh-reuse',
    ...{ severity: 'warning', response: 'told', quietMs: DAY_MS },
    when: { kind: 'count', acts: refused('token.reused'), atLeast: 1, withinMs: MINUTE_MS },
  },
  {
    id: 'export-burst',
    ...{ severity: 'warning', response: 'told', quietMs: DAY_MS, isPrivate: true },
    when: { kind: 'count', acts: done('account.exported'), atLeast: 5, withinMs: DAY_MS },
  },
  {
    id: 'reset-then-export',
    ...{ severity: 'critical', response: 'locked', quietMs: DAY_MS },
    when: {
      kind: 'sequence',
      first: done('second-factor.reset'),
      atLeast: 1,
      last: done('account.exported'),
      withinMs: 3 * DAY_MS,
    },
  },
  {
    id: 'recovery-then-exit',
    ...{ severity: 'warning', response: 'told', quietMs: 7 * DAY_MS, isPrivate: true },
    when: {
      kind: 'sequence',
      first: done('recovery.used'),
      atLeast: 1,
      last: done('account.exported', 'account.deletion-requested'),
      withinMs: DAY_MS,
    },
  },
  {
    id: 'audit-gap',
    ...{ severity: 'critical', response: 'told', quietMs: 7 * DAY_MS },
    when: { kind: 'signal' },
  },
  {
    id: 'many-accounts',
    ...{ severity: 'warning', response: 'none', quietMs: HOUR_MS },
    when: { kind: 'signal' },
  },
  {
    id: 'in-among-many',
    ...{ severity: 'warning', response: 'told', quietMs: 7 * DAY_MS },
    when: { kind: 'signal' },
  },
] as const satisfies readonly Rule[];

/** One network failing on this many accounts within an hour tries names, not its own. */
export const MANY_ACCOUNTS = { atLeast: 25, withinMs: HOUR_MS } as const;
