// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { redact } from '@undertone/base/redacted';
import { err, ok } from '@undertone/base/result';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeEntries } from '../../app/fake-scenarios.ts';
import {
  createFakeServices,
  FAKE_PASSPHRASE,
  FAKE_WORDS,
  type FakeServicesOptions,
} from '../../app/fake-services.ts';
import { loadOnDemandWords } from '../../app/i18n.ts';
import { route } from '../../app/navigation.ts';
import type { AccountStep } from '../../app/routes.ts';
import type { Passkeys } from '../../factors/passkeys.ts';
import { PasskeysContext } from '../../factors/passkeys-context.ts';
import { button, field, press, settle, show, type } from '../../ui/render-in-dom.testkit.tsx';
import { AccountScreen } from './account-screen.tsx';
import { newWords } from './new-words.ts';

beforeAll(loadOnDemandWords);

beforeEach(() => {
  newWords.value = null;
  window.scrollTo = () => {};
  Element.prototype.scrollIntoView = () => {};
});

async function open(step: AccountStep, options: Partial<FakeServicesOptions> = {}) {
  const services = createFakeServices({ clock: systemClock, ...options });
  await show(<AccountScreen step={step} />, services);
  return services;
}

async function submit() {
  document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settle();
}

const SIGNED_IN = { kind: 'signed-in', email: 'ana@example.org', recoveryRehearsed: false } as const;

describe('creating an account', () => {
  it('says before anything is typed that nobody can open the journal for you', async () => {
    await open('sign-up');
    expect(document.body.textContent).toContain('There is no back door, for you or for anyone else.');
  });

  it('gives no consent that was not switched on', async () => {
    const services = await open('sign-up');
    expect(document.querySelector<HTMLInputElement>('[role=switch]')?.checked).toBe(false);
    await type(field('Email'), 'ana@example.org');
    await type(field('Passphrase'), FAKE_PASSPHRASE);
    await submit();
    expect(services.account.state.value.kind).toBe('signed-in');
    expect(services.consent.granted.value.text).toBe(false);
    expect(route.value).toEqual({ screen: 'account', step: 'words' });
  });

  it('gives the consent that was switched on', async () => {
    const services = await open('sign-up');
    await type(field('Email'), 'ana@example.org');
    await type(field('Passphrase'), FAKE_PASSPHRASE);
    await press(document.querySelector<HTMLInputElement>('[role=switch]')!);
    await submit();
    expect(services.consent.granted.value.text).toBe(true);
  });

  it('sends nothing with a passphrase that would be guessed', async () => {
    const services = await open('sign-up');
    await type(field('Email'), 'ana@example.org');
    await type(field('Passphrase'), 'passwordpassword');
    await submit();
    expect(services.account.state.value.kind).toBe('local-only');
    expect(field('Passphrase').getAttribute('aria-invalid')).toBe('true');
  });

  it('tells password managers what each field is', async () => {
    await open('sign-up');
    expect(
      [...document.querySelectorAll('input[autocomplete]')].map((input) =>
        input.getAttribute('autocomplete'),
      ),
    ).toEqual(['username', 'new-password']);
  });
});

describe('signing in', () => {
  it('says what did not match and that nothing changed', async () => {
    const services = await open('sign-in');
    await type(field('Email'), 'ana@example.org');
    await type(field('Passphrase'), 'not this one');
    await submit();
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Nothing was changed');
    expect(services.account.state.value.kind).toBe('local-only');
  });

  it('asks before it brings two journals together', async () => {
    const services = await open('sign-in', { entries: fakeEntries(3, systemClock.now()) });
    await type(field('Email'), 'ana@example.org');
    await type(field('Passphrase'), FAKE_PASSPHRASE);
    await submit();
    expect(services.account.state.value.kind).toBe('local-only');
    expect(document.body.textContent).toContain('3 entries of its own');
    await press(button('Bring both together'));
    expect(services.account.state.value.kind).toBe('signed-in');
  });

  it('by a passkey begins once, however often the button is pressed', async () => {
    const request = { challenge: 'AAAA', rpId: 'localhost', allowed: [] };
    const services = createFakeServices({
      clock: systemClock,
      api: { passkeySignInOptions: () => ok(request) },
    });
    const passkeys: Passkeys = {
      isSupported: () => true,
      canOfferInField: async () => false,
      create: async () => err('dismissed'),
      show: async () =>
        ok({
          assertion: {
            ...{ id: 'AAAA', clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
            userHandle: null,
          },
          prf: null,
        }),
    };
    let begun = 0;
    const signInByPasskey = () => {
      begun += 1;
      return new Promise<never>(() => {});
    };
    await show(
      <PasskeysContext.Provider value={passkeys}>
        <AccountScreen step="sign-in" />
      </PasskeysContext.Provider>,
      { ...services, account: { ...services.account, signInByPasskey } },
    );
    await press(button('Sign in with a passkey'));
    await press(button('Sign in with a passkey'));
    expect(begun).toBe(1);
  });

  it('remembers whose session ended', async () => {
    await open('sign-in', { account: { kind: 'session-expired', email: 'ana@example.org' } });
    expect(field('Email').value).toBe('ana@example.org');
    expect(document.body.textContent).toContain('Your session has ended');
  });

  it('says that a role asks for a second factor, not that the session ended', async () => {
    const email = 'ana@example.org';
    await open('sign-in', { account: { kind: 'session-expired', email, owesSecondFactor: true } });
    expect(document.body.textContent).toContain('asks for a second factor now');
    expect(document.body.textContent).not.toContain('Your session has ended');
  });
});

describe('the recovery words', () => {
  it('are shown right after they were made, and asked back three at a time', async () => {
    const services = await open('words', { account: SIGNED_IN });
    newWords.value = redact<readonly string[]>(FAKE_WORDS);
    await settle();
    expect(
      [...document.querySelectorAll('ol li')].map((item) => item.textContent?.replace(/^\d+/, '')),
    ).toEqual(FAKE_WORDS);
    await press(button('I wrote them down'));
    const asked = [...document.querySelectorAll('label')].map((label) =>
      Number(label.textContent?.replace('Word ', '')),
    );
    expect(asked).toHaveLength(3);
    for (const place of asked) await type(field(`Word ${place}`), 'wrong');
    await submit();
    expect(document.querySelectorAll('.field__error')).toHaveLength(3);
    for (const place of asked) await type(field(`Word ${place}`), FAKE_WORDS[place - 1] ?? '');
    await submit();
    expect(services.account.state.value).toMatchObject({ recoveryRehearsed: true });
  });
});

it('warns before erasing a device that holds what the server does not', async () => {
  await open('sign-out', { account: SIGNED_IN, unsynced: 2 });
  expect(document.querySelector('[role=alert]')).toBeNull();
  const [, erase] = document.querySelectorAll<HTMLInputElement>('input[type=radio]');
  await press(erase!);
  expect(document.querySelector('[role=alert]')?.textContent).toContain(
    '2 changes have not reached the server',
  );
});
