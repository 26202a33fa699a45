// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { err } from '@undertone/base/result';
import { beforeEach, describe, expect, it } from 'vitest';
import { DeletionBanner } from '../../app/deletion-banner.tsx';
import { createFakeOrganisations } from '../../app/fake-organisations.ts';
import { createFakeServices, type FakeApi } from '../../app/fake-services.ts';
import { loadOnDemandWords, setLanguage } from '../../app/i18n.ts';
import { button, field, press, settle, show } from '../../ui/render-in-dom.testkit.tsx';
import { DataSection } from './data-section.tsx';

const NOW = Date.parse('2026-11-20T10:00:00Z');
const ANA = { kind: 'signed-in', email: 'ana@example.org', recoveryRehearsed: true } as const;
const words = () => document.body.textContent ?? '';

beforeEach(async () => {
  await setLanguage('en');
  await loadOnDemandWords();
});

async function open(api: FakeApi) {
  const services = createFakeServices({ clock: systemClock, account: ANA, api });
  await show(
    <>
      <DeletionBanner />
      <DataSection />
    </>,
    services,
  );
  await settle();
  return services;
}

describe('preferences', () => {
  it('are kept as they are chosen, and stay as they were when the server refuses', async () => {
    const fake = createFakeOrganisations({ now: NOW });
    let refuses = false;
    await open({
      ...fake,
      setPreferences: (input) => (refuses ? err({ code: 'offline' }) : fake.setPreferences!(input)),
    });
    const idle = () => field('Sign me out when unused for') as unknown as HTMLSelectElement;
    const choose = async (value: string) => {
      const select = idle();
      select.value = value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await settle();
    };
    expect(idle().value).toBe('never');
    await choose('15');
    expect(idle().value).toBe('15');
    refuses = true;
    await choose('5');
    expect(idle().value).toBe('15');
    expect(words()).toContain('The server cannot be reached');
  });

  it('reach the server in the order of choosing, and what is refused takes no other back', async () => {
    const fake = createFakeOrganisations({ now: NOW });
    const asked: unknown[] = [];
    const answers: ((isTaken: boolean) => void)[] = [];
    await open({
      ...fake,
      setPreferences: async (input) => {
        asked.push(input.body);
        const isTaken = await new Promise<boolean>((resolve) => answers.push(resolve));
        return isTaken ? fake.setPreferences!(input) : err({ code: 'offline' });
      },
    });
    const choose = async (label: string, value: string) => {
      const select = field(label) as unknown as HTMLSelectElement;
      select.value = value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await settle();
    };
    await choose('Language of mails', 'es');
    await choose('Sign me out when unused for', '30');
    expect(asked).toHaveLength(1);
    answers[0]!(false);
    await settle();
    expect(asked.at(-1)).toEqual({ locale: 'en', idleMinutes: 30 });
    answers[1]!(true);
    await settle();
    expect(field('Language of mails').value).toBe('en');
    expect(field('Sign me out when unused for').value).toBe('30');
  });

  it('say where a role asks for more than was chosen', async () => {
    await open(createFakeOrganisations({ now: NOW, profile: { roles: ['member', 'clinician'] } }));
    expect(words()).toContain('In your role it is 15 minutes at most.');
  });
});

describe('deleting the account', () => {
  it('says what goes and what stays, asks once more, and is taken back in one tap anywhere', async () => {
    await open(createFakeOrganisations({ now: NOW }));
    expect(words()).toContain('What stays: your journal on your devices');
    await press(button('Delete the account…'));
    await press(button('Cancel'));
    expect(words()).not.toContain('is going to be deleted');
    await press(button('Delete the account…'));
    await press(button('Delete it'));
    expect(document.querySelector('.update-bar')?.textContent).toContain('is going to be deleted on');
    await press(button('Keep it'));
    expect(document.querySelector('.update-bar')).toBeNull();
    expect(words()).toContain('Delete the account…');
  });

  it('leads the last admin to the organisation first', async () => {
    await open({
      ...createFakeOrganisations({ now: NOW }),
      requestDeletion: () => err({ code: 'last-admin' }),
    });
    await press(button('Delete the account…'));
    await press(button('Delete it'));
    expect(words()).toContain('Make one of them an admin, or delete the organisation');
    expect(document.querySelector('a[href="/organisations"]')).not.toBeNull();
  });
});

it('offers the export without an account, and nothing that needs one', async () => {
  await show(<DataSection />, createFakeServices({ clock: systemClock }));
  expect(words()).toContain('the file holds your journal alone');
  expect(words()).not.toContain('Delete the account');
});
