// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { err } from '@undertone/base/result';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createFakeOrganisations,
  FAKE_ORGANISATION,
  fakeMembers,
  fakeOrganisation,
} from '../../app/fake-organisations.ts';
import { createFakeServices, type FakeApi } from '../../app/fake-services.ts';
import { loadOnDemandWords, setLanguage } from '../../app/i18n.ts';
import { route } from '../../app/navigation.ts';
import { button, field, press, settle, show, type } from '../../ui/render-in-dom.testkit.tsx';
import { InvitationScreen } from './invitation-screen.tsx';
import { OrganisationScreen } from './organisation-screen.tsx';
import { OrganisationsScreen } from './organisations-screen.tsx';

const NOW = Date.parse('2026-11-20T10:00:00Z');
const ANA = { kind: 'signed-in', email: 'ana@example.org', recoveryRehearsed: true } as const;
const words = () => document.body.textContent ?? '';

beforeEach(async () => {
  await setLanguage('en');
  await loadOnDemandWords();
  location.hash = '';
});

const services = (api: FakeApi, account: typeof ANA | { readonly kind: 'local-only' } = ANA) =>
  createFakeServices({ clock: systemClock, account, api });

const practice = (rest: FakeApi = {}) => ({
  ...createFakeOrganisations({
    now: NOW,
    organisations: [fakeOrganisation(NOW)],
    members: fakeMembers(NOW),
  }),
  ...rest,
});

async function open(api: FakeApi) {
  await show(<OrganisationScreen id={FAKE_ORGANISATION} />, services(api));
  await settle();
}

async function choose(label: string, value: string) {
  const select = field(label) as unknown as HTMLSelectElement;
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

describe('the list', () => {
  it('says what an organisation is for when there is none, and makes one', async () => {
    await show(<OrganisationsScreen />, services(createFakeOrganisations({ now: NOW })));
    await settle();
    expect(words()).toContain('You belong to no organisation');
    await press(button('Make an organisation'));
    await type(field('Name'), 'North');
    await choose('What it is', 'school');
    expect(words()).toContain('never sent from accounts of employees and pupils');
    await press(button('Make an organisation'));
    expect(route.value).toMatchObject({ screen: 'organisation', id: FAKE_ORGANISATION });
  });

  it('leads to the second factor where one is missing', async () => {
    const refused = { createOrganisation: () => err({ code: 'second-factor-missing' as const }) };
    await show(<OrganisationsScreen />, services({ ...createFakeOrganisations({ now: NOW }), ...refused }));
    await settle();
    await press(button('Make an organisation'));
    await type(field('Name'), 'North');
    await press(button('Make an organisation'));
    expect(document.querySelector('a[href="/settings/security"]')?.textContent).toBe('Set one up');
  });

  it('asks nobody for anything without an account', async () => {
    await show(<OrganisationsScreen />, services({}, { kind: 'local-only' }));
    expect(words()).toContain('Organisations need an account');
  });
});

describe('an organisation', () => {
  it('shows its admin who belongs to it, as what, and who may not use their role yet', async () => {
    await open(practice());
    const rows = [...document.querySelectorAll('li')].map((row) => row.textContent ?? '');
    expect(rows[0]).toContain('You');
    expect(rows[1]).toContain('ben.okafor@example.org');
    expect(rows[1]).toContain('Has yet to set up a second factor');
    expect(rows[2]).not.toContain('second factor');
  });

  it('changes a role where it stands, and shows the old one again when that is refused', async () => {
    await open(practice());
    await choose('Role of cleo@example.org', 'caregiver');
    expect(field('Role of cleo@example.org').value).toBe('caregiver');
    await choose('Role of ana@example.org', 'member');
    expect(words()).toContain('It needs an admin');
    expect(field('Role of ana@example.org').value).toBe('org-admin');
  });

  it('asks once more before it removes someone', async () => {
    await open(practice());
    await press(button('Remove cleo@example.org'));
    expect(words()).toContain('They keep their account and their journal.');
    await press(button('Cancel'));
    expect(words()).toContain('cleo@example.org');
    await press(button('Remove cleo@example.org'));
    await press(document.querySelector<HTMLButtonElement>('.notice .button--danger')!);
    expect(words()).not.toContain('cleo@example.org');
  });

  it('invites by mail, and takes an invitation back', async () => {
    await open(practice());
    await type(field('Address'), 'not an address');
    await press(button('Invite'));
    expect(words()).toContain('Nobody is invited at the moment.');
    await type(field('Address'), ' Dee@Example.org ');
    await press(button('Invite'));
    expect(words()).toContain('dee@example.org');
    await press(button('Take back the invitation of dee@example.org'));
    expect(words()).toContain('Nobody is invited at the moment.');
  });

  it('hands the link over where the server sends no mail', async () => {
    await open({
      ...createFakeOrganisations({
        now: NOW,
        organisations: [fakeOrganisation(NOW)],
        members: fakeMembers(NOW),
        sendsMail: false,
      }),
    });
    await type(field('Address'), 'dee@example.org');
    await press(button('Invite'));
    expect(field('Link of the invitation').value).toMatch(/\/organisations\/invitation#A{43}$/);
  });

  it('shows a member nobody else, and lets them leave', async () => {
    const {
      members: _members,
      invitations: _invitations,
      ...api
    } = createFakeOrganisations({
      now: NOW,
      organisations: [fakeOrganisation(NOW, { role: 'member' })],
    });
    await open(api);
    expect(document.querySelector('li')).toBeNull();
    expect(words()).not.toContain('Delete the organisation');
    await press(button('Leave'));
    await press(button('Leave'));
    expect(route.value).toMatchObject({ screen: 'organisations' });
  });
});

describe('an invitation', () => {
  const offer = {
    organisation: { name: 'North Works', kind: 'employer' as const },
    role: 'member' as const,
    expiresAt: new Date(NOW).toISOString(),
  };

  it('says who invites, as what, and what an employer means for readings, before it is accepted', async () => {
    location.hash = `#${'A'.repeat(43)}`;
    await show(<InvitationScreen />, services(createFakeOrganisations({ now: NOW, offer })));
    await settle();
    expect(words()).toContain('North Works invites you');
    expect(words()).toContain('readings from your voice and face will not be sent any more');
    await press(button('Accept'));
    expect(route.value).toMatchObject({ screen: 'organisation' });
  });

  it('that is void says what may be the reason, with the address in use', async () => {
    location.hash = `#${'A'.repeat(43)}`;
    await show(<InvitationScreen />, services(createFakeOrganisations({ now: NOW })));
    await settle();
    expect(words()).toContain('was sent to another address than ana@example.org');
  });

  it('asks who is there first, and sends its token nowhere before', async () => {
    location.hash = `#${'A'.repeat(43)}`;
    await show(<InvitationScreen />, services({}, { kind: 'local-only' }));
    expect(words()).toContain('Use the address that the invitation was sent to');
  });
});
