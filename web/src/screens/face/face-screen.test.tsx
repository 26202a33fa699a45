// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { render } from 'preact';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { acceptNotice, withdrawNotice } from '../../app/capture-notices.ts';
import type { FakeCaptureOptions, FakeFaceSession } from '../../app/fake-capture.ts';
import { fakeFaceReading } from '../../app/fake-readings.ts';
import { createFakeServices } from '../../app/fake-services.ts';
import { loadOnDemandWords } from '../../app/i18n.ts';
import { route } from '../../app/navigation.ts';
import { now } from '../../app/now.ts';
import { declineAllSnacks, runSnackAction, snack } from '../../app/snackbar.ts';
import { button, field, press, settle, show } from '../../ui/render-in-dom.testkit.tsx';
import { moment } from '../today/moment.ts';
import { FaceScreen } from './face-screen.tsx';

beforeAll(loadOnDemandWords);

beforeEach(() => {
  now.value = systemClock.now();
  moment.value = { open: null, kept: null };
  window.scrollTo = () => {};
  declineAllSnacks();
  acceptNotice('face');
});

const words = () => document.body.textContent ?? '';

async function open(capture: FakeCaptureOptions = {}) {
  const sessions: FakeFaceSession[] = [];
  const services = createFakeServices({
    clock: systemClock,
    capture: { onFaceSession: (session) => sessions.push(session), ...capture },
  });
  const root = await show(<FaceScreen entry={null} />, services);
  return { services, sessions, root };
}

async function choosePhoto(content: string) {
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
  Object.defineProperty(input, 'files', { value: [new File([content], 'me.jpg')] });
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

it('opens no camera before the notice was read and accepted, nor before the tap', async () => {
  withdrawNotice('face');
  const { sessions } = await open();
  expect(words()).toContain('an emotion recognition system');
  await press(button('Switch face reading on'));
  expect(sessions).toHaveLength(0);
  await press(button('Open the camera'));
  expect(sessions[0]?.open.value).toBe(true);
});

describe('the open camera', () => {
  it('gives one hint at a time, once it lasts', async () => {
    const { sessions } = await open();
    await press(button('Open the camera'));
    const hint = () => document.querySelector('.live-stage__hint')?.textContent;
    expect(hint()).toBe('Good like this');
    const { live } = sessions[0]!;
    live.value = { ...live.value, hint: 'too-dark' };
    await settle();
    expect(hint()).toBe('Good like this');
    for (let frame = 0; frame < 4; frame++) live.value = { ...live.value, hint: 'too-dark' };
    await settle();
    expect(hint()).toBe('Too dark: turn towards a light');
  });

  it('closes with its button', async () => {
    const { sessions } = await open();
    await press(button('Open the camera'));
    await press(button('Close the camera'));
    expect(sessions[0]?.open.value).toBe(false);
    button('Open the camera');
  });

  it('closes when the person goes elsewhere', async () => {
    const { sessions, root } = await open();
    await press(button('Open the camera'));
    render(null, root);
    await settle();
    expect(sessions[0]?.open.value).toBe(false);
  });

  it('shows or hides the points', async () => {
    await open();
    await press(button('Open the camera'));
    expect(field('Show the points').checked).toBe(true);
    await press(field('Show the points'));
    expect(field('Show the points').checked).toBe(false);
  });

  it('says so when the tab was out of sight', async () => {
    const { sessions } = await open();
    await press(button('Open the camera'));
    sessions[0]!.interrupted.value = 'hidden';
    await settle();
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Resting');
  });

  it('closes and says so when it is pulled out', async () => {
    const { sessions } = await open();
    await press(button('Open the camera'));
    sessions[0]!.interrupted.value = 'unplugged';
    await settle();
    expect(sessions[0]?.open.value).toBe(false);
    expect(document.querySelector('[role=alert]')?.textContent).toContain('The camera went away');
  });

  it('closes and says so when the reader fails while the person is still being framed', async () => {
    const { sessions } = await open();
    await press(button('Open the camera'));
    sessions[0]!.failed.value = 'model-missing';
    await settle();
    expect(sessions[0]?.open.value).toBe(false);
    expect(document.querySelector('[role=alert]')?.textContent).toContain('The reader is not on this device');
  });

  it('praises no picture before it has looked at one', async () => {
    const nothing = { points: null, hint: null, quality: 0 };
    await open({ onFaceSession: ({ live }) => (live.value = nothing) });
    await press(button('Open the camera'));
    expect(document.querySelector('.live-stage__hint')?.textContent?.trim()).toBe('');
  });

  it('closes the oval no further than the picture is good', async () => {
    await open({ onFaceSession: ({ live }) => (live.value = { ...live.value, quality: 0.4 }) });
    await press(button('Open the camera'));
    const share = document.querySelector('.camera-preview__share');
    expect(share?.getAttribute('stroke-dasharray')).toBe('0.400 1');
  });
});

describe('the reading', () => {
  it('closes the camera, tells what it was made from, and becomes an entry when saved', async () => {
    const { services, sessions } = await open();
    await press(button('Open the camera'));
    await press(button('Read my face'));
    expect(sessions[0]?.open.value).toBe(false);
    expect(words()).toContain('47 of 60 used');
    expect(words()).toContain('turned away');
    await press(button('Save'));
    const [entry] = services.journal.entries.value;
    expect(entry?.faceReading?.framesUsed).toBe(47);
    expect(entry?.scores.map(({ modality }) => modality)).toEqual(['face']);
    expect(route.value).toEqual({ screen: 'today' });
  });

  it('that is left half way closes the camera, says so, and leads back', async () => {
    const { root, sessions } = await open();
    await press(button('Open the camera'));
    vi.spyOn(sessions[0]!, 'collect').mockReturnValue(new Promise(() => undefined));
    await press(button('Read my face'));
    render(null, root);
    await settle();
    expect(sessions[0]?.open.value).toBe(false);
    expect(snack.value?.text).toBe('The camera closed before the face check was done.');
    runSnackAction();
    expect(route.value).toEqual({ screen: 'face', entry: null });
  });

  it('that was only looked at is left without a word', async () => {
    const { root, sessions } = await open();
    await press(button('Open the camera'));
    render(null, root);
    await settle();
    expect(sessions[0]?.open.value).toBe(false);
    expect(snack.value).toBeNull();
  });

  it('can still be saved after the person went elsewhere without deciding', async () => {
    const { services, root } = await open();
    await press(button('Open the camera'));
    await press(button('Read my face'));
    render(null, root);
    await settle();
    expect(snack.value?.text).toBe('This reading was not saved');
    expect(services.journal.entries.value).toHaveLength(0);
    runSnackAction();
    await settle();
    expect(services.journal.entries.value).toHaveLength(1);
    expect(snack.value?.text).toBe('Saved');
  });

  it.each(['Save', 'Look again', 'Discard'])('asks no more after “%s”', async (act) => {
    const { root } = await open();
    await press(button('Open the camera'));
    await press(button('Read my face'));
    await press(button(act));
    render(null, root);
    await settle();
    expect(snack.value?.text).not.toBe('This reading was not saved');
  });

  it('makes no guess where the model makes none', async () => {
    await open({ faceReading: fakeFaceReading('camera', 'low-quality') });
    await press(button('Open the camera'));
    await press(button('Read my face'));
    expect(words()).toContain('no guess is made');
  });

  it('says when it was made by rules', async () => {
    const { score, detail } = fakeFaceReading('photo');
    await open({ faceReading: { score, detail: { ...detail, path: 'rules' } } });
    await choosePhoto('jpeg');
    expect(words()).toContain('From one photo');
    expect(words()).toContain('Read by simple rules');
  });
});

it.each([
  ['permission-denied', 'The camera is not allowed here'],
  ['no-device', 'No camera was found'],
  ['device-busy', 'Another program is using the camera'],
  ['unsupported', 'This browser cannot open a camera here'],
  ['no-webgl', 'This browser has no WebGL'],
  ['model-corrupt', 'The reader arrived damaged'],
] as const)('says what to do about %s', async (cameraTrouble, sentence) => {
  await open({ cameraTrouble });
  await press(button('Open the camera'));
  expect(document.querySelector('[role=alert]')?.textContent).toContain(sentence);
  expect(document.querySelector('[role=alert]')?.textContent).toContain('No picture was kept or sent');
});

it.each([
  ['not-a-picture', 'jpeg', 'This is not a picture'],
  ['too-large', 'jpeg', 'This picture is too large'],
  ['empty', '', 'This file is empty'],
] as const)('says so of a photo that is %s', async (photoTrouble, content, sentence) => {
  await open({ photoTrouble });
  await choosePhoto(content);
  expect(document.querySelector('[role=alert]')?.textContent).toContain(sentence);
});
