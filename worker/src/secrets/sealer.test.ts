import { systemRandom } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import { expect, it } from 'vitest';
import { createSealer } from './sealer.ts';

const OLD = 'the secret of last year 0123456789abcdef';
const NEW = 'the secret of this year 0123456789abcdef';
const sealer = (current: string, previous?: string, purpose = 'test') =>
  createSealer({ current, previous }, purpose, systemRandom);

it('opens what it sealed, for the place it was sealed for only', async () => {
  const one = await sealer(NEW);
  const sealed = await one.seal('otpauth secret', 'account a');
  expect(sealed).not.toContain('otpauth');
  expect(await one.open(sealed, 'account a')).toEqual(ok('otpauth secret'));
  expect(await one.open(sealed, 'account b')).toEqual(err('sealed-otherwise'));
});

it('seals the same text differently each time', async () => {
  const one = await sealer(NEW);
  expect(await one.seal('same', 'place')).not.toBe(await one.seal('same', 'place'));
});

it('opens what the previous secret sealed while the secret is being changed, and not after', async () => {
  const sealed = await (await sealer(OLD)).seal('kept', 'place');
  expect(await (await sealer(NEW, OLD)).open(sealed, 'place')).toEqual(ok('kept'));
  expect(await (await sealer(NEW)).open(sealed, 'place')).toEqual(err('sealed-otherwise'));
});

it('keeps purposes apart', async () => {
  const sealed = await (await sealer(NEW, undefined, 'codes')).seal('123456', 'place');
  expect(await (await sealer(NEW, undefined, 'keys')).open(sealed, 'place')).toEqual(err('sealed-otherwise'));
});

it('refuses whatever was changed, cut or never sealed', async () => {
  const one = await sealer(NEW);
  const sealed = await one.seal('text', 'place');
  const flipped = `${sealed.slice(0, -2)}${sealed.at(-2) === 'A' ? 'B' : 'A'}${sealed.at(-1)}`;
  for (const bad of ['', 'A', '%', sealed.slice(0, 20), flipped, `B${sealed.slice(1)}`]) {
    expect(await one.open(bad, 'place')).toEqual(err('sealed-otherwise'));
  }
});
