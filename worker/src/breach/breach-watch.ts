import type { EpochMs } from '@undertone/base/clock';
import type { Audit, AuditEvent } from '../audit/audit.ts';
import type { AuditWatch } from '../audit/chained-audit.ts';
import { ruleOf, type Alarm } from './alarm.ts';
import { evaluate, lookBackMs, watchedActions } from './evaluate.ts';
import { RULES } from './rules.ts';

const WATCHED = watchedActions(RULES);

/** Looks at each row of a person's audit as it is written. */
export function createBreachWatch(alarm: Alarm): AuditWatch {
  return {
    pastOf: ({ account, action, outcome, subject, country }, now) => {
      if (account === null) return null;
      const act = { action, outcome, subject: subject ?? null, country: country ?? null };
      const span = lookBackMs(RULES, act);
      return span === 0 ? null : { actions: WATCHED, since: (now - span) as EpochMs };
    },
    onAppended: async ({ account, isUsualDevice }: AuditEvent, { recent, isWhole }, audit: Audit, now) => {
      if (!isWhole) {
        await alarm.raise({ rule: ruleOf('audit-gap'), count: 1, countries: [] }, account, audit, now);
      }
      if (account === null) return;
      const acts = recent.map((row, index) =>
        index === recent.length - 1 ? { ...row, isUsualDevice } : row,
      );
      for (const finding of evaluate(RULES, acts)) await alarm.raise(finding, account, audit, now);
    },
  };
}
