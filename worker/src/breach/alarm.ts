import type { EpochMs } from '@undertone/base/clock';
import type { BreachRule } from '@undertone/contract/security-event';
import type { Audit } from '../audit/audit.ts';
import type { AccountId } from '../db/account-id.ts';
import type { Room } from '../durable/room.ts';
import { logEvent } from '../log.ts';
import type { Notices } from '../notices/notices.ts';
import type { SecurityEventStore } from './event-store.ts';
import { RULES, type Rule } from './rules.ts';

/** Does what a rule says once it was met. */
export interface Alarm {
  raise(
    finding: { readonly rule: Rule; readonly count: number; readonly countries: readonly string[] },
    account: AccountId | null,
    audit: Audit,
    now: EpochMs,
  ): Promise<void>;
}

export function ruleOf(id: BreachRule): Rule {
  return RULES.find((rule) => rule.id === id)!;
}

/** A lock ends every session at once; the way back is a code by mail and the passphrase. */
const LOCK = `UPDATE user SET locked_at = ?2 WHERE id = ?1 AND locked_at IS NULL`;
const END_SESSIONS = `DELETE FROM session WHERE user_id = ?1`;

export function createAlarm(parts: {
  readonly database: D1Database;
  readonly events: SecurityEventStore;
  readonly notices: Pick<Notices, 'channels' | 'tell'>;
  readonly roomOf: (account: AccountId) => Pick<Room, 'closeSessions'>;
}): Alarm {
  const { database, events, notices, roomOf } = parts;
  return {
    raise: async ({ rule, count, countries }, account, audit, now) => {
      const { id, severity, quietMs } = rule;
      // A lock is undone by a code by mail: without mail it would be for ever.
      const response = rule.response === 'locked' && !notices.channels.email ? 'signed-out' : rule.response;
      const event = { rule: id, severity, response, account, count, countries };
      if (!(await events.raise(event, (now - quietMs) as EpochMs, now))) return;
      logEvent('security-event', { rule: id, severity, response });
      const system = { account, actor: 'system', outcome: 'done' } as const;
      await audit.record({ ...system, action: 'security-event.raised', subject: id }, now);
      if (account === null || response === 'none') return;
      if (response === 'locked' || response === 'signed-out') {
        await database.batch([
          ...(response === 'locked' ? [database.prepare(LOCK).bind(account, now)] : []),
          database.prepare(END_SESSIONS).bind(account),
        ]);
        await roomOf(account).closeSessions({ kept: null });
        const action = response === 'locked' ? 'account.locked' : 'session.others-ended';
        await audit.record({ ...system, action }, now);
      }
      await notices.tell(account, 'security-event', now, response === 'locked' ? { locked: 'yes' } : {});
    },
  };
}
