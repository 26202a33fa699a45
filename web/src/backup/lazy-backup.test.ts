import { redact } from '@undertone/base/redacted';
import { err, ok } from '@undertone/base/result';
import { expect, it } from 'vitest';
import { StretchNotLoaded } from '../account/stretch-message.ts';
import type { BackupPort } from '../app/services.ts';
import { lazyBackup } from './lazy-backup.ts';

const passphrase = redact('copper violin thunder saddle');
const saving = (save: BackupPort['save']) =>
  lazyBackup(async () => ({ save }) as BackupPort).save(passphrase);

it('fetches its code when it is asked for, and passes on what came of it', async () => {
  const file = new Blob(['sealed']);
  expect(await saving(async () => ok(file))).toEqual(ok(file));
  expect(await saving(async () => err('storage-full'))).toEqual(err('storage-full'));
});

it('says that a part of the app is missing where its code does not come, or that of its worker', async () => {
  const offline = lazyBackup(() => Promise.reject(new TypeError('no network')));
  expect(await offline.save(passphrase)).toEqual(err('code-missing'));
  expect(await saving(() => Promise.reject(new StretchNotLoaded()))).toEqual(err('code-missing'));
});

it('hides no fault behind that', async () => {
  await expect(saving(() => Promise.reject(new RangeError('a bug')))).rejects.toThrow('a bug');
});
