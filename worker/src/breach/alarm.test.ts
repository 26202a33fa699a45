import { env } from 'cloudflare:workers';
import { systemRandom, type EpochMs } from '@undertone/base/clock';
import type { BreachRule } from '@undertone/contract/security-event';
import { expect, it } from 'vitest';
import type { AuditEvent } from '../audit/audit.ts';
import { newAccountId, NOW } from '../testing/store-fixtures.ts';
import { createAlarm, ruleOf } from './alarm.ts';
import { createSecurityEventStore } from './event-store.ts';

const DAY_MS = 24 * 3600 * 1000;

function startAlarm(email = true) {
  const recorded: string[] = [];
  const told: unknown[] = [];
  const closed: string[] = [];
  const events = createSecurityEventStore(env.DB, systemRandom);
  const alarm = createAlarm({
    ...{ database: env.DB, events },
    notices: {
      channels: { email, phone: false },
      tell: async (account, kind, _, values) => void told.push({ account, kind, values }),
    },
    roomOf: (account) => ({ closeSessions: async () => void closed.push(account) }),
  });
  const audit = { record: async ({ action }: AuditEvent) => void recorded.push(action) };
  const account = newAccountId();
  const raise = (id: BreachRule, to: typeof account | null = account, now = NOW) =>
    alarm.raise({ rule: ruleOf(id), count: 3, countries: [] }, to, audit, now);
  return { account, raise, recorded, told, closed, events };
}

it('writes down what was found, records it and tells the person', async () => {
  const { account, raise, recorded, told, closed, events } = startAlarm();
  await raise('export-burst');
  expect(await events.listOf(account, 'open')).toMatchObject([{ rule: 'export-burst', count: 3 }]);
  expect(recorded).toEqual(['security-event.raised']);
  expect(told).toEqual([{ account, kind: 'security-event', values: {} }]);
  expect(closed).toEqual([]);
});

it('says so when it locked the account', async () => {
  const { account, raise, recorded, told, closed } = startAlarm();
  await raise('reset-then-export');
  expect(recorded).toEqual(['security-event.raised', 'account.locked']);
  expect(told).toEqual([{ account, kind: 'security-event', values: { locked: 'yes' } }]);
  expect(closed).toEqual([account]);
});

it('only signs out where no mail could unlock: nobody is locked out of their journal for ever', async () => {
  const { account, raise, recorded, closed, events } = startAlarm(false);
  await raise('reset-then-export');
  expect(recorded).toEqual(['security-event.raised', 'session.others-ended']);
  expect(await events.listOf(account, 'open')).toMatchObject([{ response: 'signed-out' }]);
  expect(closed).toEqual([account]);
});

it('keeps quiet about the same for as long as its rule says, account by account', async () => {
  const one = startAlarm();
  await one.raise('export-burst');
  await one.raise('export-burst', one.account, (NOW + DAY_MS - 1) as EpochMs);
  expect(one.told).toHaveLength(1);
  await one.raise('export-burst', one.account, (NOW + 2 * DAY_MS) as EpochMs);
  expect(one.told).toHaveLength(2);
  await one.raise('export-burst', newAccountId());
  expect(one.told).toHaveLength(3);
});

it('tells nobody what concerns the deployment alone', async () => {
  const { raise, recorded, told } = startAlarm();
  await raise('many-accounts', null, (NOW + 3650 * DAY_MS) as EpochMs);
  expect(recorded).toEqual(['security-event.raised']);
  expect(told).toEqual([]);
});
