import { env } from 'cloudflare:workers';
import { systemClock, type EpochMs } from '@undertone/base/clock';
import { verifyAuditExport } from '@undertone/contract/audit-verify';
import { ROUTES } from '@undertone/contract/routes';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { AccountId } from '../db/account-id.ts';
import { createMailbox } from '../testing/mailbox.ts';
import { giveSecondFactor, makeOrganisation, stepUp } from '../testing/standing.ts';
import { bytesText, createWorkerClient, signUp } from '../testing/worker-client.ts';

const HOUR_MS = 3600_000;
const RIGHT = bytesText(32, 1);
const WRONG = bytesText(32, 99);

async function startPerson() {
  let now = systemClock.now();
  const client = await createWorkerClient({ clock: { now: () => now } });
  const account = await signUp(client);
  return {
    ...{ client, account },
    id: account.accountId as AccountId,
    pass: (ms: number) => (now = (now + ms) as EpochMs),
    now: () => now,
    signIn: (country: string, authSecret = RIGHT) =>
      client.call('POST', '/session', { email: account.email, authSecret }, { 'cf-ipcountry': country }),
    /** On a device that was never signed in before. */
    signInElsewhere: async (country: string) =>
      (await createWorkerClient({ clock: { now: () => now } })).call(
        ...['POST', '/session', { email: account.email, authSecret: RIGHT }],
        { 'cf-ipcountry': country },
      ),
    actions: async () =>
      (await client.call('GET', '/audit')).body.entries.map(({ action }: { action: string }) => action),
  };
}

describe('the record of an account', () => {
  it('tells its owner what was done, newest first, page by page', async () => {
    const { client, signIn } = await startPerson();
    await signIn('DE', WRONG);
    await signIn('DE');
    await client.call('PUT', '/consents/voice', { granted: true });
    const all = await client.call('GET', '/audit');
    expect(v.is(ROUTES.audit.reply, all.body)).toBe(true);
    expect(all.body.entries.slice(0, 3)).toMatchObject([
      { action: 'consent.changed', actor: 'self', subject: 'voice/given' },
      { action: 'session.started', actor: 'self', country: 'DE' },
      { action: 'session.refused', actor: 'nobody', outcome: 'refused', country: 'DE' },
    ]);
    const first = await client.call('GET', '/audit?limit=2');
    expect(first.body).toMatchObject({ more: true, entries: all.body.entries.slice(0, 2) });
    const next = await client.call('GET', `/audit?limit=2&before=${first.body.entries[1].seq}`);
    expect(next.body.entries[0]).toEqual(all.body.entries[2]);
  });

  it('is exported so that the public keys alone can check it', async () => {
    const { client, signIn } = await startPerson();
    await signIn('DE');
    const taken = (await client.call('GET', '/audit/export')).body;
    const { keys } = (await client.call('GET', '/audit/keys')).body;
    expect(taken.entries.at(-1).action).toBe('audit.exported');
    expect(await verifyAuditExport(taken, keys)).toEqual([]);
  });

  it("is nobody else's to read: another account sees only its own", async () => {
    const [one, other] = [await startPerson(), await startPerson()];
    await one.signIn('DE');
    expect(await other.actions()).not.toContain('session.started');
  });
});

describe('an event', () => {
  it('follows a sign-in from where nobody could have got to, tells, and is answered after a step-up', async () => {
    const { client, signIn, signInElsewhere, pass, id, now } = await startPerson();
    await signIn('DE');
    pass(HOUR_MS);
    await signInElsewhere('JP');
    const { events } = (await client.call('GET', '/audit/security-events?state=open')).body;
    expect(events).toMatchObject([
      { rule: 'impossible-travel', severity: 'warning', response: 'told', countries: ['DE', 'JP'] },
    ]);
    expect(v.is(ROUTES.securityEvents.reply, { events })).toBe(true);
    const path = `/audit/security-events/${events[0].id}/resolution`;
    expect((await client.call('PUT', path, { resolution: 'mine' })).body.code).toBe('step-up-required');
    await stepUp(id, now());
    const stranger = await startPerson();
    await stepUp(stranger.id, stranger.now());
    expect((await stranger.client.call('PUT', path, { resolution: 'mine' })).status).toBe(404);
    expect((await client.call('PUT', path, { resolution: 'mine' })).status).toBe(204);
    expect((await client.call('PUT', path, { resolution: 'not-mine' })).status).toBe(404);
    expect((await client.call('GET', '/audit/security-events?state=open')).body.events).toEqual([]);
  });

  it('is raised once while it is quiet, and a usual place raises none', async () => {
    const { client, signInElsewhere, pass } = await startPerson();
    for (const country of ['DE', 'JP', 'DE', 'BR', 'DE']) {
      await signInElsewhere(country);
      pass(HOUR_MS);
    }
    expect((await client.call('GET', '/audit/security-events')).body.events).toHaveLength(1);
  });

  it('locks the account where its rule says so; a code by mail opens it again', async () => {
    const { account, id } = await startPerson();
    const { email } = account;
    const mailbox = await createMailbox();
    const client = await createWorkerClient({}, mailbox.environment);
    const signIn = () => client.call('POST', '/session', { email, authSecret: RIGHT });
    await signIn();
    await client.dependencies.audit.record(
      { account: id, actor: id, action: 'second-factor.reset', outcome: 'done' },
      systemClock.now(),
    );
    await stepUp(id, systemClock.now());
    expect((await client.call('GET', '/session')).status).toBe(200);
    // What set the rule off brings its taker nothing.
    expect((await client.call('GET', '/account/export')).body).toMatchObject({ code: 'unauthenticated' });
    expect((await client.call('GET', '/session')).status).toBe(401);
    expect((await signIn()).body.code).toBe('account-locked');
    const mails = (await mailbox.messagesTo(email)).map(({ text }) => text);
    expect(mails.some((text) => text.includes('To be safe it was locked'))).toBe(true);
    await client.call('POST', '/account/unlock-code', { email, locale: 'en' });
    const code = await mailbox.codeFor(email);
    expect((await client.call('POST', '/account/unlock', { email, code })).status).toBe(204);
    expect((await signIn()).status).toBe(200);
  });

  it('comes from a network that fails on many accounts, to the one that it got into', async () => {
    const { client, account, signIn } = await startPerson();
    for (let index = 0; index < 25; index++) {
      const email = `nobody-${index}-${account.email}`;
      expect((await client.call('POST', '/session', { email, authSecret: WRONG })).status).toBe(401);
    }
    await signIn('DE');
    expect((await client.call('GET', '/audit/security-events')).body.events).toMatchObject([
      { rule: 'in-among-many', count: 25 },
    ]);
    const { results } = await env.DB.prepare('SELECT * FROM network_sighting').all();
    expect(JSON.stringify(results)).not.toContain(account.email);
    expect(JSON.stringify(results)).not.toContain('2001:db8');
  });
});

it('is not raised by a device that was signed in before, wherever its tunnel ends', async () => {
  const { client, signIn, pass } = await startPerson();
  await signIn('DE');
  pass(HOUR_MS);
  await signIn('JP');
  expect((await client.call('GET', '/audit/security-events')).body.events).toEqual([]);
});

describe('administrators', () => {
  it('of an organisation see its record and the events of those who hold its data, and reading is recorded', async () => {
    const [admin, member, stranger] = [await startPerson(), await startPerson(), await startPerson()];
    const ordinary = await startPerson();
    await giveSecondFactor(admin.id);
    const organisation = await makeOrganisation({
      ...{ [admin.id]: 'org-admin' as const, [member.id]: 'clinician' as const },
      ...{ [ordinary.id]: 'member' as const },
    });
    await member.client.dependencies.audit.record(
      { account: member.id, organisation, actor: admin.id, action: 'membership.changed', outcome: 'done' },
      admin.now(),
    );
    await member.signIn('DE');
    member.pass(HOUR_MS);
    await member.signInElsewhere('JP');
    const path = `/organisations/${organisation}`;
    const record = await admin.client.call('GET', `${path}/audit`);
    expect(v.is(ROUTES.organisationAudit.reply, record.body)).toBe(true);
    expect(record.body.entries).toMatchObject([
      { action: 'audit.read', actorEmail: admin.account.email },
      {
        action: 'membership.changed',
        actorEmail: admin.account.email,
        personEmail: member.account.email,
      },
    ]);
    const events = await admin.client.call('GET', `${path}/security-events`);
    expect(events.body.events).toMatchObject([
      { rule: 'impossible-travel', email: member.account.email, account: member.id, countries: [] },
    ]);
    const late = await admin.client.call('GET', `${path}/audit?before=999999999999999`);
    expect(late.body.entries.map(({ action }: { action: string }) => action)).toEqual([
      ...['audit.read', 'audit.read', 'audit.read', 'membership.changed'],
    ]);
    expect((await admin.client.call('GET', `${path}/audit/export`)).body.code).toBe('step-up-required');
    await stepUp(admin.id, admin.now());
    const taken = (await admin.client.call('GET', `${path}/audit/export`)).body;
    expect(await verifyAuditExport(taken, taken.keys)).toEqual([]);
    for (const what of ['audit', 'audit/export', 'security-events']) {
      expect((await ordinary.client.call('GET', `${path}/${what}`)).status).toBe(403);
      expect((await stranger.client.call('GET', `${path}/${what}`)).status).toBe(404);
    }
  });

  it('see nothing of what members do with their own journals, and an employer or a school nothing at all', async () => {
    const [admin, member] = [await startPerson(), await startPerson()];
    await giveSecondFactor(admin.id);
    await member.signIn('DE');
    member.pass(HOUR_MS);
    await member.signInElsewhere('JP');
    const eventsIn = async (role: 'member' | 'clinician', kind: 'practice' | 'employer' | 'school') => {
      const id = await makeOrganisation({ [admin.id]: 'org-admin', [member.id]: role }, kind);
      return (await admin.client.call('GET', `/organisations/${id}/security-events`)).body.events.length;
    };
    expect(await eventsIn('clinician', 'practice')).toBe(1);
    expect(await eventsIn('member', 'practice')).toBe(0);
    expect(await eventsIn('clinician', 'employer')).toBe(0);
    expect(await eventsIn('clinician', 'school')).toBe(0);
    await env.DB.prepare("UPDATE security_event SET rule = 'export-burst' WHERE account_id = ?1")
      .bind(member.id)
      .run();
    expect(await eventsIn('clinician', 'practice')).toBe(0);
  });

  it('of the deployment see every event by account id, and answer it', async () => {
    const [admin, person] = [await startPerson(), await startPerson()];
    await giveSecondFactor(admin.id);
    await env.DB.prepare('UPDATE user SET is_super_admin = 1 WHERE id = ?1').bind(admin.id).run();
    await person.signIn('DE');
    person.pass(HOUR_MS);
    await person.signInElsewhere('JP');
    const list = async () =>
      (await admin.client.call('GET', '/admin/security-events?state=open')).body.events;
    const [event] = (await list()).filter(({ account }: { account: string }) => account === person.id);
    expect(event).toMatchObject({ rule: 'impossible-travel', email: null });
    const path = `/admin/security-events/${event.id}/resolution`;
    expect((await admin.client.call('PUT', path, { resolution: 'handled' })).status).toBe(204);
    expect((await list()).filter(({ id }: { id: string }) => id === event.id)).toEqual([]);
    expect((await person.client.call('GET', '/audit')).body.entries[0]).toMatchObject({
      ...{ action: 'security-event.resolved', actor: 'other', subject: 'impossible-travel' },
    });
    expect((await admin.client.call('GET', '/admin/audit')).status).toBe(200);
    const missing = `/organisations/${crypto.randomUUID()}/audit`;
    expect((await admin.client.call('GET', missing)).status).toBe(404);
    expect((await person.client.call('GET', '/admin/security-events')).status).toBe(403);
  });
});
