// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { OpenAttachmentFailure } from '../../app/attachments-port.ts';
import { fakeEntries } from '../../app/fake-scenarios.ts';
import { createFakeServices } from '../../app/fake-services.ts';
import { loadOnDemandWords } from '../../app/i18n.ts';
import type { AttachmentId } from '../../app/journal-port.ts';
import { dismissSnack, runSnackAction } from '../../app/snackbar.ts';
import { button, press, settle, show } from '../../ui/render-in-dom.testkit.tsx';
import { KeptRecording } from './kept-recording.tsx';

beforeAll(loadOnDemandWords);

beforeEach(dismissSnack);

async function open(failure?: OpenAttachmentFailure) {
  const attachment = {
    id: '9b1f0c7e-1111-4222-8333-444455556666' as AttachmentId,
    kind: 'voice',
    mediaType: 'audio/webm',
    seconds: 61,
    bytes: 492_000,
  } as const;
  const [first] = fakeEntries(1, systemClock.now());
  const entry = { ...first!, attachments: [attachment] };
  const services = createFakeServices({
    clock: systemClock,
    entries: [entry],
    attachmentTrouble: failure === undefined ? {} : { open: failure },
  });
  await show(<KeptRecording entry={entry} attachment={attachment} />, services);
  return () => services.journal.entries.value[0]?.attachments;
}

it('opens the seal only to listen', async () => {
  await open();
  expect(document.querySelector('audio')).toBeNull();
  await press(button('Listen'));
  expect(document.querySelector('audio')?.getAttribute('src')).toMatch(/^blob:/);
});

it('is deleted, and comes back on undo', async () => {
  const attachments = await open();
  await press(button('Delete the recording'));
  expect(attachments()).toEqual([]);
  runSnackAction();
  await settle();
  expect(attachments()).toHaveLength(1);
});

it.each([
  ['offline', 'there is no network'],
  ['not-here-yet', 'has not sent it yet'],
  ['corrupt', 'its seal does not match'],
] as const)('says what to do when it is %s', async (failure, sentence) => {
  await open(failure);
  await press(button('Listen'));
  expect(document.querySelector('[role=alert]')?.textContent).toContain(sentence);
  button('Listen');
});
