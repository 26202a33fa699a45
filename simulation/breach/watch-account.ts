import type { EventResponse } from '@undertone/contract/security-event';
import { evaluate, watchedActions, type Act } from '@undertone/worker/breach/evaluate';
import { RULES } from '@undertone/worker/breach/rules';

export interface Raised {
  readonly rule: string;
  readonly at: number;
  readonly response: EventResponse;
}

/** As many rows as the Worker reads of the past, and no older than the longest span. */
const MOST_PAST = 300;

const WATCHED = new Set(watchedActions(RULES));

/** Plays acts in order through the rules, as the Worker does: quiet times, and what was raised is an act itself. */
export function watchAccount(acts: readonly Act[]): readonly Raised[] {
  const past: Act[] = [];
  const raised: Raised[] = [];
  for (const act of acts) {
    if (!WATCHED.has(act.action)) continue;
    past.push(act);
    for (const { rule } of evaluate(RULES, past.slice(-MOST_PAST))) {
      const isQuiet = raised.some((one) => one.rule === rule.id && one.at > act.at - rule.quietMs);
      if (isQuiet) continue;
      raised.push({ rule: rule.id, at: act.at, response: rule.response });
      const event = { action: 'security-event.raised', outcome: 'done', subject: rule.id } as const;
      past.push({ ...event, at: act.at, country: null });
    }
  }
  return raised;
}

interface Refusal {
  readonly at: number;
  readonly subject: string;
}

/** The most different accounts that one network failed on within a span, by the refusals in order. */
export function mostAccountsWithin(refusals: readonly Refusal[], withinMs: number): readonly number[] {
  const newest = new Map<string, number>();
  return refusals.map(({ at, subject }) => {
    newest.set(subject, at);
    for (const [known, seen] of newest) if (seen <= at - withinMs) newest.delete(known);
    return newest.size;
  });
}
