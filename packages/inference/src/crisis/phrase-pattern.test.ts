import { expect, test } from 'vitest';
import { compilePhrase, hide, toPhraseText } from './phrase-pattern.ts';

const CLASSES = { fruit: 'apple pear' };
const isIn = (pattern: string, text: string) =>
  new RegExp(compilePhrase(pattern, CLASSES)).test(toPhraseText(text.split(' ')));

test('whole words only, in their order, with at most one pause between', () => {
  expect(isIn('eat apple', 'i eat apple')).toBe(true);
  expect(isIn('eat apple', 'i eat , apple')).toBe(true);
  expect(isIn('eat apple', 'i eat . apple')).toBe(false);
  expect(isIn('eat apple', 'i eat apples')).toBe(false);
  expect(isIn('eat apple', 'i beat apple')).toBe(false);
});

test('one of several, a class of words, several words as one, any ending, and words that may be left out', () => {
  expect(isIn('eat|cook an? <fruit>|red_plum', 'cook an apple')).toBe(true);
  expect(isIn('eat|cook an? <fruit>|red_plum', 'eat red plum')).toBe(true);
  expect(isIn('eat|cook an? <fruit>|red_plum', 'eat plum')).toBe(false);
  expect(isIn('eat*', 'eating')).toBe(true);
});

test('a short gap stays in its sentence, a long one does not', () => {
  expect(isIn('eat ~1 apple', 'eat red apple')).toBe(true);
  expect(isIn('eat ~1 apple', 'eat big red apple')).toBe(false);
  expect(isIn('eat ~1 apple', 'eat . apple')).toBe(false);
  expect(isIn('eat ~~3 apple', 'eat . the apple')).toBe(true);
});

test('what must not follow', () => {
  expect(isIn('eat !pie|the_pie', 'eat bread')).toBe(true);
  expect(isIn('eat !pie|the_pie', 'eat the pie')).toBe(false);
});

test('what is hidden keeps its length, and nothing finds it again', () => {
  const hidden = toPhraseText(['eat', 'apple']).replace(/ apple/, hide);
  expect(hidden).toBe(' . eat _____ . ');
});

test('a class that nobody made is a mistake of ours', () => {
  expect(() => compilePhrase('eat <nuts>', CLASSES)).toThrow('no class of words');
});
