// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { err } from '@undertone/base/result';
import { beforeEach, expect, it, vi } from 'vitest';
import { createFakeServices } from '../../app/fake-services.ts';
import { loadOnDemandWords, setLanguage } from '../../app/i18n.ts';
import type { Pack, PackSource, PackState, PackTask } from '../../app/packs-port.ts';
import { button, press, show } from '../../ui/render-in-dom.testkit.tsx';
import { PacksPanel } from './packs-panel.tsx';

beforeEach(async () => {
  await setLanguage('en');
  await loadOnDemandWords();
});

async function openPanel(state: PackState, source: PackSource, task: PackTask = 'speech-to-text') {
  const pack: Pack = {
    id: 'speech-to-text',
    task,
    name: 'whisper-tiny',
    revision: 'ff4177021cc41f7db950912b73ea4fdf7d01d8e7',
    bytes: 40_000_000,
    licence: 'Apache-2.0',
    source,
    state,
  };
  const services = createFakeServices({ clock: systemClock, packs: [pack] });
  await show(<PacksPanel />, services);
  return services;
}

async function open(state: PackState, source: PackSource = { kind: 'mirror' }, task?: PackTask) {
  const services = await openPanel(state, source, task);
  return () => services.packs.packs.value[0]?.state.kind;
}

const words = () => document.body.textContent ?? '';

const SPOILED: PackState = { kind: 'failed', reason: 'spoiled', loadedBytes: 0 };

it('names a third party and asks before it is contacted', async () => {
  const state = await open({ kind: 'absent' }, { kind: 'direct', host: 'models.example' });
  await press(button('Install whisper-tiny'));
  expect(state()).toBe('absent');
  expect(document.querySelector('[role=alert]')?.textContent).toContain('Contact models.example?');
  await press(button('Contact it and install'));
  expect(state()).toBe('downloading');
});

it('contacts nobody when the person says no', async () => {
  const state = await open({ kind: 'absent' }, { kind: 'direct', host: 'models.example' });
  await press(button('Install whisper-tiny'));
  await press(button('Cancel'));
  expect(state()).toBe('absent');
});

it('fetches from the own server without another question, with real bytes, and pauses', async () => {
  const state = await open({ kind: 'absent' });
  expect(words()).toContain('Nobody else sees you');
  await press(button('Install whisper-tiny'));
  expect(words()).toContain('20 MB of 40 MB');
  await press(button('Pause'));
  expect(state()).toBe('paused');
  await press(button('Go on'));
  expect(state()).toBe('installed');
});

it('removes what is installed', async () => {
  const state = await open({ kind: 'installed', inUse: true });
  await press(button('Remove'));
  expect(state()).toBe('absent');
});

it('says what went wrong, what is safe, and tries again', async () => {
  const state = await open({ kind: 'failed', reason: 'corrupt', loadedBytes: 0 });
  expect(document.querySelector('[role=alert]')?.textContent).toContain('was thrown away');
  await press(button('Try again'));
  expect(state()).toBe('installed');
});

it('offers nothing that this server does not have', async () => {
  await open({ kind: 'absent' }, { kind: 'none' });
  expect(document.querySelector('button')).toBeNull();
});

it('has a switch for what reads by itself, and says where the button of the others is', async () => {
  const switches = () => document.querySelectorAll('[role=switch]').length;
  await open({ kind: 'installed', inUse: false }, { kind: 'mirror' }, 'text-emotion');
  expect(switches()).toBe(1);
  document.body.replaceChildren();
  await open({ kind: 'installed', inUse: true });
  expect(switches()).toBe(0);
  expect(words()).toContain('After a voice minute, tap “Write down what you said”');
});

it('says that a kept copy was damaged and what reads on, and installs it again', async () => {
  const alert = () => document.querySelector('[role=alert]')?.textContent;
  await open(SPOILED, { kind: 'mirror' }, 'face-landmarks');
  expect(alert()).toContain('Readings go on with the model');
  document.body.replaceChildren();
  const state = await open(SPOILED);
  expect(alert()).toContain('Nothing is written down until');
  await press(button('Install again'));
  expect(state()).toBe('installed');
});

it('removes what was damaged', async () => {
  const state = await open(SPOILED);
  await press(button('Remove'));
  expect(state()).toBe('absent');
});

it('hands over the very host that was agreed to', async () => {
  const services = await openPanel({ kind: 'absent' }, { kind: 'direct', host: 'models.example' });
  const install = vi.spyOn(services.packs, 'install').mockResolvedValue(err('offline'));
  await press(button('Install whisper-tiny'));
  expect(install).not.toHaveBeenCalled();
  await press(button('Contact it and install'));
  expect(install.mock.calls).toEqual([['speech-to-text', 'models.example']]);
});

it('names the host and asks in Spanish too', async () => {
  await setLanguage('es');
  await loadOnDemandWords();
  const state = await open({ kind: 'absent' }, { kind: 'direct', host: 'models.example' });
  expect(words()).toContain('De models.example, que verá tu dirección de red, la de esta aplicación');
  await press(button('Instalar whisper-tiny'));
  expect(document.querySelector('[role=alert]')?.textContent).toContain('¿Contactar con models.example?');
  expect(state()).toBe('absent');
  await press(button('Contactar e instalar'));
  expect(state()).toBe('downloading');
});
