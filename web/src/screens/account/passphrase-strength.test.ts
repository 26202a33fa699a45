import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  estimateBits,
  isAcceptable,
  judgePassphrase,
  MIN_PASSPHRASE_CHARACTERS,
} from './passphrase-strength.ts';

it.each([
  'passwordpassword',
  'aaaaaaaaaaaaaaaa',
  'abcdefghijklmnop',
  '123456789012',
  'qwertyuiopasdf',
  'undertone123',
  'abcabcabcabcabc',
  'iloveyou iloveyou',
])('refuses %s as guessable', (passphrase) => {
  expect(judgePassphrase(passphrase)).toBe('guessable');
});

it.each([
  'lamp river candle fox meadow',
  'mi tía baila sobre la nieve',
  'v9!kQw2#LrT8zd',
  'correct horse battery staple',
])('accepts %s', (passphrase) => {
  expect(isAcceptable(judgePassphrase(passphrase))).toBe(true);
});

it('calls anything under twelve characters too short, counting what a person sees as one', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: MIN_PASSPHRASE_CHARACTERS - 1 }), (passphrase) => {
      expect(judgePassphrase(passphrase)).toBe('too-short');
    }),
  );
  expect(judgePassphrase('🦊🦊🦊🦊🦊🦊')).toBe('too-short');
});

it('never counts a repetition of the same words as stronger', () => {
  expect(estimateBits('lamp river candle lamp river candle')).toBeLessThanOrEqual(
    estimateBits('lamp river candle'),
  );
});
