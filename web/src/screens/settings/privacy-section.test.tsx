// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { beforeAll, expect, it } from 'vitest';
import { acceptedNotices, acceptNotice } from '../../app/capture-notices.ts';
import { createFakeServices } from '../../app/fake-services.ts';
import { loadOnDemandWords } from '../../app/i18n.ts';
import type { AccountState } from '../../app/services.ts';
import { button, field, press, show } from '../../ui/render-in-dom.testkit.tsx';
import { PrivacySection } from './privacy-section.tsx';

beforeAll(loadOnDemandWords);

async function open(account: AccountState) {
  const services = createFakeServices({ clock: systemClock, account });
  await show(<PrivacySection />, services);
  return () => services.consent.granted.value;
}

const SIGNED_IN = { kind: 'signed-in', email: 'ana@example.org', recoveryRehearsed: true } as const;

it('asks for each modality by itself, all off at first', async () => {
  const granted = await open(SIGNED_IN);
  expect(granted()).toEqual({ text: false, voice: false, face: false });
  await press(field('Send the scores of my voice'));
  expect(granted()).toEqual({ text: false, voice: true, face: false });
  await press(field('Send the scores of my voice'));
  expect(granted()).toEqual({ text: false, voice: false, face: false });
});

it('offers nothing to send without an account', async () => {
  await open({ kind: 'local-only' });
  for (const words of ['what I write', 'my voice', 'my face'])
    expect(field(`Send the scores of ${words}`).disabled).toBe(true);
});

it('takes back that a voice may be read here at all, without an account as well', async () => {
  acceptNotice('voice');
  await open({ kind: 'local-only' });
  await press(button('Switch voice reading off'));
  expect(acceptedNotices.value.voice).toBe(false);
  expect(document.body.textContent).toContain('Voice reading is off on this device');
});
