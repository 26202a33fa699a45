import { expect } from 'vitest';
import { findBarriers } from './accessible.ts';
import { journey } from './journey.ts';
import {
  editEntry,
  entryRow,
  goTo,
  isSynced,
  keepWords,
  newCredentials,
  open,
  openEntry,
  putWordsAside,
  says,
  signIn,
  signUp,
} from './person.ts';

journey('two tabs show the same journal as it grows', async ({ newDevice }) => {
  const device = await newDevice();
  const [one, other] = [await device.newPage(), await device.newPage()];
  await open(one);
  await open(other, '/journal');
  await keepWords(one, 'Said in the first tab.');
  await entryRow(other, 'Said in the first tab.').waitFor();
  await goTo(other, 'Today');
  await keepWords(other, 'Said in the second tab.');
  await goTo(one, 'Journal');
  await entryRow(one, 'Said in the second tab.').waitFor();
  await says(one, '2 entries');
});

journey(
  'when two devices edit one entry apart, both texts are kept until the person settles it',
  async ({ newDevice }) => {
    const person = newCredentials();
    const [laptop, phone] = [await newDevice(), await newDevice()];
    const [first, second] = [await laptop.newPage(), await phone.newPage()];
    await open(first);
    await keepWords(first, 'We talked about the move.');
    await signUp(first, person);
    await putWordsAside(first);
    await isSynced(first);
    await open(second);
    await signIn(second, person);
    await openEntry(second, 'We talked about the move.');
    await openEntry(first, 'We talked about the move.');

    await laptop.goOffline();
    await phone.goOffline();
    await editEntry(first, 'We talked about the move. I want to go.');
    await editEntry(second, 'We talked about the move. I want to stay.');
    await laptop.goOnline();
    await phone.goOnline();

    for (const page of [first, second]) {
      await says(page, 'Two devices wrote this at the same time');
      await says(page, 'We talked about the move. I want to go.');
      await says(page, 'We talked about the move. I want to stay.');
    }
    expect(await findBarriers(first)).toEqual([]);
    await first.getByRole('button', { name: 'Keep both, one after the other' }).click();
    for (const page of [first, second]) {
      await expect.poll(() => page.getByText('Two devices wrote this at the same time').count()).toBe(0);
      await says(page, /I want to go\.\s+We talked|I want to stay\.\s+We talked/);
    }
  },
);

journey('what one device keeps appears on the other by itself', async ({ newDevice }) => {
  const person = newCredentials();
  const first = await (await newDevice()).newPage();
  await open(first);
  await signUp(first, person);
  await putWordsAside(first);
  const second = await (await newDevice()).newPage();
  await open(second);
  await signIn(second, person);
  await goTo(second, 'Journal');
  await keepWords(first, 'Poked across the room.');
  await entryRow(second, 'Poked across the room.').waitFor();
});
