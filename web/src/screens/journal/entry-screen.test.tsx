// @vitest-environment happy-dom
import type { Clock, EpochMs } from '@undertone/base/clock';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeModalityScore } from '../../app/fake-readings.ts';
import { fakeEntries } from '../../app/fake-scenarios.ts';
import { createFakeServices } from '../../app/fake-services.ts';
import { loadOnDemandWords } from '../../app/i18n.ts';
import type { Entry } from '../../app/journal-port.ts';
import { route } from '../../app/navigation.ts';
import { now } from '../../app/now.ts';
import { dismissSnack, runSnackAction, snack } from '../../app/snackbar.ts';
import { button, named, press, settle, show, type } from '../../ui/render-in-dom.testkit.tsx';
import { EntryScreen } from './entry-screen.tsx';

const clock: Clock = { now: () => new Date(2026, 4, 4, 19, 20).getTime() as EpochMs };

beforeAll(loadOnDemandWords);

beforeEach(() => {
  now.value = clock.now();
  dismissSnack();
  window.scrollTo = () => {};
});

async function open(change: Partial<Entry> = {}) {
  const [first, ...others] = fakeEntries(4, clock.now());
  const entry = { ...first!, ...change };
  const services = createFakeServices({ clock, entries: [entry, ...others] });
  await show(<EntryScreen id={entry.id} />, services);
  await settle();
  return { entry, services, stored: () => services.journal.entries.value.find(({ id }) => id === entry.id) };
}

describe('an open entry', () => {
  it('is edited on its own page, and its words are read again', async () => {
    const { stored } = await open();
    await press(button('Edit'));
    await type(named('textarea', 'Edit entry'), 'I was furious. It was so unfair.');
    await press(button('Keep'));
    await settle();
    expect(stored()?.text).toBe('I was furious. It was so unfair.');
    expect(document.body.textContent).toContain('anger');
    expect(stored()?.revisions).toHaveLength(1);
  });

  it('goes on with an edit that a closed tab interrupted', async () => {
    const [first] = fakeEntries(1, clock.now());
    const draft = { text: 'unfinished', mood: null, updatedAt: clock.now() };
    await show(
      <EntryScreen id={first!.id} />,
      createFakeServices({ clock, entries: [first!], drafts: new Map([[first!.id, draft]]) }),
    );
    await settle();
    expect(named('textarea', 'Edit entry').value).toBe('unfinished');
  });

  it('leaves for the journal when deleted, and comes back on undo', async () => {
    const { entry, stored } = await open();
    await press(button('Delete'));
    expect(stored()).toBeUndefined();
    expect(route.value).toEqual({ screen: 'journal' });
    expect(snack.value?.text).toBe('Entry deleted');
    runSnackAction();
    await settle();
    expect(stored()).toEqual(entry);
  });

  it('brings an earlier version back without losing the present one', async () => {
    const { entry, stored } = await open({ revisions: [{ text: 'How it was', savedAt: clock.now() }] });
    await press(button('Bring this back'));
    expect(stored()?.text).toBe('How it was');
    expect(stored()?.revisions.map(({ text }) => text)).toContain(entry.text);
  });

  it('names the place of its time only when that is not here', async () => {
    await open({ zone: 'America/Argentina/Buenos_Aires', localTime: '08:15' });
    expect(document.body.textContent).toContain('08:15, Buenos Aires');
  });
});

it('gives no figure for how sure where the words say less because of a disagreement', async () => {
  const low = [-0.8, -0.6] as const;
  await open({
    text: '',
    textReading: null,
    scores: [
      fakeModalityScore('voice', { sadness: 3 }, low),
      fakeModalityScore('face', { joy: 3 }, [0.8, 0.6]),
    ],
  });
  expect(document.querySelector('.modality-bars__agreement')?.textContent).toContain('less surely');
  expect(document.querySelector('.reading-details')?.textContent).toContain('How surelowered, they disagree');
});

describe('an entry that two devices wrote', () => {
  const other = { text: 'As the other device has it', savedAt: clock.now() };

  it('shows both, and keeps both joined on request', async () => {
    const { entry, stored } = await open({ otherVersions: [other] });
    expect(document.body.textContent).toContain(entry.text);
    expect(document.body.textContent).toContain(other.text);
    await press(button('Keep both, one after the other'));
    expect(stored()?.text).toBe(`${entry.text}\n\n${other.text}`);
    expect(stored()?.otherVersions).toEqual([]);
  });

  it('keeps the one that is not chosen in the history', async () => {
    const { stored } = await open({ otherVersions: [other] });
    await press(button('Keep this one'));
    expect(stored()?.otherVersions).toEqual([]);
    expect(stored()?.revisions.map(({ text }) => text)).toContain(other.text);
  });
});

it('says so when an entry is not here', async () => {
  await show(<EntryScreen id={fakeEntries(1, clock.now())[0]!.id} />, createFakeServices({ clock }));
  expect(document.querySelector('h1')?.textContent).toBe('This entry is not here');
});
