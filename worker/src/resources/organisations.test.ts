import { env } from 'cloudflare:workers';
import { type EpochMs, systemClock } from '@undertone/base/clock';
import { describe, expect, it } from 'vitest';
import type { AccountId } from '../db/account-id.ts';
import { createOrganisationStore } from '../organisations/organisation-store.ts';
import { giveSecondFactor, makeOrganisation, stepUp } from '../testing/standing.ts';
import { createWorkerClient, signUp, type WorkerClient } from '../testing/worker-client.ts';

/** Someone with a second factor, who has just shown it again. */
async function standing(overrides: Parameters<typeof createWorkerClient>[0] = {}) {
  const client = await createWorkerClient(overrides);
  const account = await signUp(client);
  await giveSecondFactor(account.accountId);
  await stepUp(account.accountId, client.dependencies.clock.now());
  return { client, ...account };
}

const rolesIn = async (organisation: string) =>
  Object.fromEntries(
    (
      await env.DB.prepare('SELECT account_id, role FROM membership WHERE organisation_id = ?1')
        .bind(organisation)
        .all<{ account_id: string; role: string }>()
    ).results.map(({ account_id, role }) => [account_id, role]),
  );

describe('making an organisation', () => {
  it('makes its maker its admin', async () => {
    const { client, accountId } = await standing();
    const made = await client.call('POST', '/organisations', { name: ' Dr. ', kind: 'practice' });
    expect(made.status).toBe(400);
    const { status, body } = await client.call('POST', '/organisations', { name: 'Nørd', kind: 'practice' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Nørd', kind: 'practice', role: 'org-admin' });
    expect(await rolesIn(body.id)).toEqual({ [accountId]: 'org-admin' });
    expect((await client.call('GET', '/organisations')).body.organisations).toEqual([body]);
  });

  it('asks for a second factor first, since its maker could not go on without one', async () => {
    const client = await createWorkerClient();
    await signUp(client);
    const reply = await client.call('POST', '/organisations', { name: 'North', kind: 'family' });
    expect(reply).toMatchObject({ status: 403, body: { code: 'second-factor-missing' } });
    expect((await client.call('GET', '/organisations')).body.organisations).toEqual([]);
  });

  it('takes no address of the web as a name, so that an invitation cannot carry one', async () => {
    const { client } = await standing();
    for (const name of ['see evil.example', 'http://x', 'a@b', 'line\nbreak', '']) {
      expect((await client.call('POST', '/organisations', { name, kind: 'family' })).status).toBe(400);
    }
  });

  it('is not endless', async () => {
    const { client } = await standing();
    for (let count = 0; count < 10; count++) {
      expect((await client.call('POST', '/organisations', { name: 'North', kind: 'family' })).status).toBe(
        201,
      );
    }
    const eleventh = await client.call('POST', '/organisations', { name: 'North', kind: 'family' });
    expect(eleventh).toMatchObject({ status: 409, body: { code: 'too-many' } });
  });
});

describe('members', () => {
  it('are seen by admins only, and pages of them join without gaps', async () => {
    const admin = await standing();
    const member = await standing();
    const organisation = await makeOrganisation({
      [admin.accountId]: 'org-admin',
      [member.accountId]: 'member',
    });
    const { body } = await admin.client.call('GET', `/organisations/${organisation}/members`);
    expect(body.more).toBe(false);
    const roles = body.members.map(({ email, role }: { email: string; role: string }) => [email, role]);
    expect(Object.fromEntries(roles)).toEqual({ [admin.email]: 'org-admin', [member.email]: 'member' });
    const first = [admin.accountId, member.accountId].sort()[0];
    const rest = await admin.client.call('GET', `/organisations/${organisation}/members?after=${first}`);
    expect(rest.body.members).toEqual([body.members.find(({ id }: { id: string }) => id !== first)]);
    expect((await member.client.call('GET', `/organisations/${organisation}/members`)).status).toBe(403);
    expect((await member.client.call('GET', `/organisations/${organisation}`)).body.role).toBe('member');
  });

  it('change their role by an admin who has just shown who they are', async () => {
    const [admin, member] = [await standing(), await standing()];
    const organisation = await makeOrganisation({
      [admin.accountId]: 'org-admin',
      [member.accountId]: 'member',
    });
    const path = `/organisations/${organisation}/members/${member.accountId}`;
    await env.DB.prepare('UPDATE session SET stepped_up_at = NULL WHERE user_id = ?1')
      .bind(admin.accountId)
      .run();
    expect((await admin.client.call('PUT', path, { role: 'caregiver' })).body.code).toBe('step-up-required');
    await stepUp(admin.accountId, systemClock.now());
    expect((await admin.client.call('PUT', path, { role: 'caregiver' })).status).toBe(204);
    expect((await rolesIn(organisation))[member.accountId]).toBe('caregiver');
    expect((await admin.client.call('PUT', path, { role: 'super-admin' })).status).toBe(400);
    expect((await admin.client.call('PUT', `${path}x`, { role: 'member' })).status).toBe(404);
  });

  it('are given no role that would lock them out of their journal for want of a second factor', async () => {
    const [admin, member] = [await standing(), await standing()];
    const organisation = await makeOrganisation({
      [admin.accountId]: 'org-admin',
      [member.accountId]: 'member',
    });
    await env.DB.prepare('UPDATE user SET has_second_factor = 0 WHERE id = ?1').bind(member.accountId).run();
    const path = `/organisations/${organisation}/members/${member.accountId}`;
    for (const role of ['clinician', 'org-admin']) {
      const reply = await admin.client.call('PUT', path, { role });
      expect(reply).toMatchObject({ status: 409, body: { code: 'member-without-second-factor' } });
    }
    expect((await member.client.call('GET', '/readings')).status).toBe(200);
    await giveSecondFactor(member.accountId);
    expect((await admin.client.call('PUT', path, { role: 'clinician' })).status).toBe(204);
  });

  it('leave no members without an admin, by whatever way', async () => {
    const [admin, member] = [await standing(), await standing()];
    const organisation = await makeOrganisation({
      [admin.accountId]: 'org-admin',
      [member.accountId]: 'member',
    });
    const own = `/organisations/${organisation}/members/${admin.accountId}`;
    for (const reply of [
      await admin.client.call('PUT', own, { role: 'member' }),
      await admin.client.call('DELETE', own),
      await admin.client.call('DELETE', `/organisations/${organisation}/membership`),
      await admin.client.call('POST', '/account/deletion'),
    ]) {
      expect(reply).toMatchObject({ status: 409, body: { code: 'last-admin' } });
    }
    expect(await rolesIn(organisation)).toMatchObject({ [admin.accountId]: 'org-admin' });
    expect((await member.client.call('DELETE', `/organisations/${organisation}/membership`)).status).toBe(
      204,
    );
    expect((await admin.client.call('DELETE', `/organisations/${organisation}/membership`)).status).toBe(204);
    expect((await admin.client.call('GET', `/organisations/${organisation}`)).status).toBe(404);
  });

  it('keep one admin also when two admins take the role from each other at once', async () => {
    const [one, other] = [await standing(), await standing()];
    const organisation = await makeOrganisation({
      [one.accountId]: 'org-admin',
      [other.accountId]: 'org-admin',
    });
    const store = createOrganisationStore(env.DB);
    const outcomes = await Promise.all([
      store.changeRole(organisation, other.accountId as AccountId, 'member'),
      store.changeRole(organisation, one.accountId as AccountId, 'member'),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(Object.values(await rolesIn(organisation)).sort()).toEqual(['member', 'org-admin']);
  });
});

/** Sends an invitation and reads its token out of the mail. */
async function invite(admin: Awaited<ReturnType<typeof standing>>, organisation: string, body: object) {
  const reply = await admin.client.call('POST', `/organisations/${organisation}/invitations`, {
    role: 'member',
    locale: 'en',
    ...body,
  });
  return { reply, token: reply.body.token as string };
}

const withoutMail = (): WorkerClient['dependencies']['notices'] => ({
  channels: { email: false, phone: false },
  send: async () => {},
  tell: async () => {},
});

/** What is counted by the day is not to begin anew in the middle of a test. */
function oneMoment() {
  const now = systemClock.now();
  return { now: () => now };
}

describe('an invitation', () => {
  it('goes by mail, and then only the mail holds what accepts it', async () => {
    const sent: unknown[] = [];
    const notices = {
      channels: { email: true, phone: false },
      send: async (notice: unknown) => void sent.push(notice),
      tell: async () => {},
    };
    const admin = await standing();
    const { cookie } = admin.client;
    admin.client = Object.assign(await createWorkerClient({ notices }), { cookie });
    const organisation = await makeOrganisation({ [admin.accountId]: 'org-admin' });
    const { reply } = await invite(admin, organisation, { email: 'New@Example.org', locale: 'es' });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      token: null,
      invitation: { email: 'new@example.org', role: 'member' },
    });
    expect(sent).toMatchObject([
      {
        kind: 'invitation',
        to: { email: 'new@example.org' },
        locale: 'es',
        values: {
          organisation: 'North',
          inviter: admin.email,
          link: expect.stringMatching(
            /^https:\/\/undertone\.example\/organisations\/invitation#[A-Za-z0-9_-]{43}$/,
          ),
        },
      },
    ]);
    const token = (sent[0] as { values: { link: string } }).values.link.split('#')[1]!;
    const { results } = await env.DB.prepare('SELECT * FROM invitation WHERE organisation_id = ?1')
      .bind(organisation)
      .all();
    expect(JSON.stringify(results)).not.toContain(token);
  });

  it('is accepted once, by the address it was sent to', async () => {
    const [admin, invited, other] = [
      await standing({ notices: withoutMail() }),
      await standing(),
      await standing(),
    ];
    const organisation = await makeOrganisation({ [admin.accountId]: 'org-admin' });
    const { token } = await invite(admin, organisation, { email: invited.email, role: 'clinician' });
    expect((await other.client.call('POST', '/invitations/open', { token })).status).toBe(404);
    expect((await other.client.call('POST', '/invitations/accept', { token })).status).toBe(404);
    expect((await invited.client.call('POST', '/invitations/open', { token })).body).toMatchObject({
      organisation: { name: 'North', kind: 'practice' },
      role: 'clinician',
    });
    const tries = await Promise.all(
      [1, 2, 3].map(() => invited.client.call('POST', '/invitations/accept', { token })),
    );
    expect(tries.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 404, 404]);
    expect((await rolesIn(organisation))[invited.accountId]).toBe('clinician');
    const pending = await admin.client.call('GET', `/organisations/${organisation}/invitations`);
    expect(pending.body.invitations).toEqual([]);
  });

  it.each([
    ['lost the role', 'PUT'],
    ['was sent away', 'DELETE'],
  ])('is void, and listed no longer, once the admin who sent it %s', async (_, method) => {
    const [admin, former, accomplice] = [
      await standing({ notices: withoutMail() }),
      await standing({ notices: withoutMail() }),
      await standing(),
    ];
    const organisation = await makeOrganisation({
      [admin.accountId]: 'org-admin',
      [former.accountId]: 'org-admin',
    });
    const { token } = await invite(former, organisation, { email: accomplice.email, role: 'org-admin' });
    expect((await accomplice.client.call('POST', '/invitations/open', { token })).status).toBe(200);
    const path = `/organisations/${organisation}/members/${former.accountId}`;
    const body = method === 'PUT' ? { role: 'member' } : undefined;
    expect((await admin.client.call(method, path, body)).status).toBe(204);
    expect((await accomplice.client.call('POST', '/invitations/open', { token })).status).toBe(404);
    expect((await accomplice.client.call('POST', '/invitations/accept', { token })).status).toBe(404);
    const open = await admin.client.call('GET', `/organisations/${organisation}/invitations`);
    expect(open.body.invitations).toEqual([]);
  });

  it('to a guarded role waits for a second factor', async () => {
    const admin = await standing({ notices: withoutMail() });
    const client = await createWorkerClient();
    const invited = await signUp(client);
    const organisation = await makeOrganisation({ [admin.accountId]: 'org-admin' });
    const { token } = await invite(admin, organisation, { email: invited.email, role: 'clinician' });
    const early = await client.call('POST', '/invitations/accept', { token });
    expect(early).toMatchObject({ status: 403, body: { code: 'second-factor-missing' } });
    await giveSecondFactor(invited.accountId);
    expect((await client.call('POST', '/invitations/accept', { token })).status).toBe(200);
  });

  it('is void once it was taken back, replaced or a week old', async () => {
    let now = systemClock.now();
    const clock = { now: () => now };
    const admin = await standing({ clock, notices: withoutMail() });
    const invited = await standing({ clock });
    const organisation = await makeOrganisation({ [admin.accountId]: 'org-admin' });
    const open = async (token: string) =>
      (await invited.client.call('POST', '/invitations/open', { token })).status;
    const { email } = invited;
    const first = await invite(admin, organisation, { email });
    const second = await invite(admin, organisation, { email });
    expect([await open(first.token), await open(second.token)]).toEqual([404, 200]);
    const path = `/organisations/${organisation}/invitations/${second.reply.body.invitation.id}`;
    expect((await admin.client.call('DELETE', path)).status).toBe(204);
    expect((await admin.client.call('DELETE', path)).status).toBe(404);
    expect(await open(second.token)).toBe(404);
    const third = await invite(admin, organisation, { email });
    now = (now + 7 * 24 * 3600 * 1000) as EpochMs;
    await env.DB.prepare('UPDATE session SET last_seen_at = ?2, expires_at = ?2 + 1 WHERE user_id = ?1')
      .bind(invited.accountId, now)
      .run();
    expect(await open(third.token)).toBe(404);
  });

  it('answers alike for an address with an account and one without, and only so often a day', async () => {
    const admin = await standing({ clock: oneMoment(), notices: withoutMail() });
    const known = await standing();
    const organisation = await makeOrganisation({ [admin.accountId]: 'org-admin' });
    const [one, two] = [
      await invite(admin, organisation, { email: known.email }),
      await invite(admin, organisation, { email: `x${known.email}` }),
    ];
    expect(Object.keys(one.reply.body)).toEqual(Object.keys(two.reply.body));
    expect([one.reply.status, two.reply.status]).toEqual([201, 201]);
    for (let count = 2; count < 50; count++) {
      await invite(admin, organisation, { email: `${count}@example.org` });
    }
    const last = await invite(admin, organisation, { email: 'last@example.org' });
    expect(last.reply).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
  });

  it('reaches an address five times a day at most, whichever organisation it names', async () => {
    const admin = await standing({ clock: oneMoment(), notices: withoutMail() });
    const statuses: number[] = [];
    for (let count = 0; count < 6; count++) {
      const organisation = await makeOrganisation({ [admin.accountId]: 'org-admin' });
      const { reply } = await invite(admin, organisation, { email: 'often@example.org' });
      statuses.push(reply.status);
      await env.DB.prepare('DELETE FROM organisation WHERE id = ?1').bind(organisation).run();
    }
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
  });
});

describe('an organisation whose only admin is leaving', () => {
  const schedule = (accountId: string) =>
    env.DB.prepare('UPDATE user SET delete_after = 1 WHERE id = ?1').bind(accountId).run();

  it('takes nobody in, until its admin stays', async () => {
    const admin = await standing({ notices: withoutMail() });
    const guest = await standing();
    const organisation = await makeOrganisation({ [admin.accountId]: 'org-admin' });
    const { reply } = await invite(admin, organisation, { email: guest.email });
    const accept = { token: reply.body.token };
    await schedule(admin.accountId);
    expect((await guest.client.call('POST', '/invitations/accept', accept)).status).toBe(404);
    await env.DB.prepare('UPDATE user SET delete_after = NULL WHERE id = ?1').bind(admin.accountId).run();
    expect((await guest.client.call('POST', '/invitations/accept', accept)).status).toBe(200);
  });

  it('is not left by the other admin either', async () => {
    const [one, two, member] = [await standing(), await standing(), await standing()];
    await makeOrganisation({
      [one.accountId]: 'org-admin',
      [two.accountId]: 'org-admin',
      [member.accountId]: 'member',
    });
    await schedule(one.accountId);
    const reply = await two.client.call('POST', '/account/deletion');
    expect(reply).toMatchObject({ status: 409, body: { code: 'last-admin' } });
  });
});

describe('an organisation of an employer or a school', () => {
  it('ends the consents of whoever makes it, too', async () => {
    const { client } = await standing();
    await client.call('PUT', '/consents/face', { granted: true });
    await client.call('POST', '/organisations', { name: 'North', kind: 'school' });
    expect((await client.call('GET', '/consents')).body.face).toBe(false);
    expect((await client.call('PUT', '/consents/face', { granted: true })).status).toBe(403);
    expect((await client.call('GET', '/profile')).body.isSponsored).toBe(true);
  });

  it('ends consents to readings from voice and face, and refuses new ones', async () => {
    const admin = await standing({ notices: withoutMail() });
    const employee = await standing();
    const organisation = await makeOrganisation({ [admin.accountId]: 'org-admin' }, 'employer');
    for (const modality of ['text', 'voice', 'face']) {
      const given = await employee.client.call('PUT', `/consents/${modality}`, { granted: true });
      expect(given.status).toBe(200);
    }
    const { token } = await invite(admin, organisation, { email: employee.email });
    expect((await employee.client.call('POST', '/invitations/accept', { token })).status).toBe(200);
    const { body } = await employee.client.call('GET', '/consents');
    expect(body).toEqual({ text: true, voice: false, face: false });
    for (const modality of ['voice', 'face']) {
      const again = await employee.client.call('PUT', `/consents/${modality}`, { granted: true });
      expect(again).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
    expect((await employee.client.call('PUT', '/consents/voice', { granted: false })).status).toBe(200);
    await employee.client.call('DELETE', `/organisations/${organisation}/membership`);
    expect((await employee.client.call('PUT', '/consents/voice', { granted: true })).status).toBe(200);
  });
});
