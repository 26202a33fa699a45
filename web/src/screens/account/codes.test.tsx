// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeOrganisations } from '../../app/fake-organisations.ts';
import { createFakeServices, FAKE_PASSPHRASE, type FakeServicesOptions } from '../../app/fake-services.ts';
import { loadOnDemandWords } from '../../app/i18n.ts';
import { route } from '../../app/navigation.ts';
import type { AccountStep } from '../../app/routes.ts';
import { button, field, press, settle, show, type } from '../../ui/render-in-dom.testkit.tsx';
import { AccountScreen } from './account-screen.tsx';

beforeAll(loadOnDemandWords);
beforeEach(() => {
  window.scrollTo = () => {};
  Element.prototype.scrollIntoView = () => {};
});
afterEach(() => vi.useRealTimers());

type Api = NonNullable<FakeServicesOptions['api']>;

/** Everything the screen asks of a server that can send codes, in order. */
function recordingApi(parts: Api = {}) {
  const asked: { id: string; body: unknown }[] = [];
  const note =
    (id: string, answer: unknown = ok(undefined)) =>
    (input: unknown) => {
      asked.push({ id, body: (input as { body?: unknown }).body });
      return answer;
    };
  const api = {
    accountOptions: note('accountOptions', ok({ emailCodes: true, phoneCodes: true })),
    sendSignUpCode: note('sendSignUpCode'),
    sendUnlockCode: note('sendUnlockCode'),
    sendAddressCode: note('sendAddressCode'),
    unlock: note('unlock'),
    changePhone: note('changePhone'),
    removePhone: note('removePhone'),
    ...parts,
  } as Api;
  return { api, asked };
}

async function open(step: AccountStep, options: Partial<FakeServicesOptions>) {
  const services = createFakeServices({ clock: systemClock, ...options });
  await show(<AccountScreen step={step} />, services);
  return services;
}

async function submit() {
  document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settle();
}

async function beginSignUp(email = ' Ana@Example.org ') {
  await type(field('Email'), email);
  await type(field('Passphrase'), FAKE_PASSPHRASE);
  await submit();
}

describe('the step of the code', () => {
  it('comes before the account where the deployment sends codes, with the focus on it', async () => {
    const { api, asked } = recordingApi();
    const services = await open('sign-up', { api });
    await beginSignUp();
    expect(services.account.state.value.kind).toBe('local-only');
    expect(asked).toEqual([
      { id: 'accountOptions', body: undefined },
      { id: 'sendSignUpCode', body: { email: 'Ana@Example.org', locale: 'en' } },
    ]);
    expect(document.activeElement).toBe(field('Code'));
    await type(field('Code'), '123456');
    await submit();
    expect(services.account.state.value.kind).toBe('signed-in');
    expect(route.value).toEqual({ screen: 'account', step: 'words' });
  });

  it('sends another code after half a minute, not before', async () => {
    const { api, asked } = recordingApi();
    await open('sign-up', { api });
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await beginSignUp();
    await press(button('Send a new code in 30 s'));
    expect(asked.filter(({ id }) => id === 'sendSignUpCode')).toHaveLength(1);
    for (let second = 0; second < 30; second++) await act(() => void vi.advanceTimersByTime(1000));
    await press(button('Send a new code'));
    await settle();
    expect(asked.filter(({ id }) => id === 'sendSignUpCode')).toHaveLength(2);
    expect(document.querySelector('[role=status]')?.textContent).toContain('Only the newest counts.');
  });

  it('lets a person go back to a mistyped address, and asks nothing of what is none', async () => {
    const { api, asked } = recordingApi();
    await open('sign-up', { api });
    await beginSignUp('ana');
    expect(document.body.textContent).toContain('This is not an email address');
    expect(asked).toEqual([]);
    await beginSignUp('ana@exmaple.org');
    await press(button('Use another address'));
    expect(field('Email').value).toBe('ana@exmaple.org');
  });

  it('says when too many codes were asked for', async () => {
    const { api } = recordingApi({ sendSignUpCode: () => err({ code: 'rate-limited' }) });
    await open('sign-up', { api });
    await beginSignUp();
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Too many tries');
  });
});

describe('unlocking', () => {
  it('takes the code of the mail and leads to signing in', async () => {
    const { api, asked } = recordingApi();
    await open('unlock', { api });
    await type(field('Email'), 'ana@example.org');
    await submit();
    await type(field('Code'), '12 34 56');
    await submit();
    expect(asked.slice(1)).toEqual([
      { id: 'sendUnlockCode', body: { email: 'ana@example.org', locale: 'en' } },
      { id: 'unlock', body: { email: 'ana@example.org', code: '123456' } },
    ]);
    expect(route.value).toEqual({ screen: 'account', step: 'sign-in' });
  });

  it('says what to do about a code that does not count', async () => {
    const { api } = recordingApi({ unlock: () => err({ code: 'wrong-code' }) });
    await open('unlock', { api });
    await type(field('Email'), 'ana@example.org');
    await submit();
    await type(field('Code'), '123456');
    await submit();
    expect(document.querySelector('[role=alert]')?.textContent).toContain('send a new one');
  });
});

it('says where no mail is sent that a lock ends by itself', async () => {
  const { api, asked } = recordingApi({ accountOptions: () => ok({ emailCodes: false, phoneCodes: false }) });
  await open('unlock', { api });
  await type(field('Email'), 'ana@example.org');
  await submit();
  expect(document.querySelector('[role=alert]')?.textContent).toContain('after twelve hours');
  expect(asked).toEqual([]);
});

describe('a phone number', () => {
  it('is sent as the server keeps it, however it was grouped', async () => {
    const { api, asked } = recordingApi();
    await open('phone', {
      api,
      account: { kind: 'signed-in', email: 'ana@example.org', recoveryRehearsed: true },
    });
    await type(field('Phone number'), '+44 (20) 7946-0000');
    await submit();
    await type(field('Code'), '123456');
    await submit();
    expect(asked).toEqual([
      { id: 'sendAddressCode', body: { phone: '+442079460000' } },
      { id: 'changePhone', body: { phone: '+442079460000', code: '123456' } },
    ]);
  });

  it('can be forgotten where there is one, and only there', async () => {
    const { api, asked } = recordingApi();
    const account = { kind: 'signed-in', email: 'ana@example.org', recoveryRehearsed: true } as const;
    await open('phone', { api, account });
    expect(document.body.textContent).not.toContain('Forget my number');
    const { profile } = createFakeOrganisations({ now: 0, profile: { hasPhone: true } });
    await open('phone', { api: { ...api, ...(profile && { profile }) }, account });
    await press(button('Forget my number'));
    expect(asked.map(({ id }) => id)).toEqual(['removePhone']);
  });
});
