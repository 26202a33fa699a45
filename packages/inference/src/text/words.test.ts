import { expect, test } from 'vitest';
import { wordsOf } from './words.ts';

test('words come out lower-cased, with a mark before a shouted one', () => {
  expect(wordsOf('WHY is it So loud?')).toEqual(['<cap>', 'why', 'is', 'it', 'so', 'loud', '?']);
});

test('letters repeat at most three times, symbols too', () => {
  expect(wordsOf('sooooooo good!!!!!!')).toEqual(['sooo', 'good', '!', '!', '!']);
});

test('emoji are words of their own, without skin tone or joiners', () => {
  expect(wordsOf('ok👍🏽👩‍👧')).toEqual(['ok', '👍', '👩', '👧']);
});

test('addresses, people, masked names and long numbers become marks', () => {
  expect(wordsOf('see https://a.example/b?c and @someone, [NAME], 2024 or 12')).toEqual([
    'see',
    '<url>',
    'and',
    '<user>',
    ',',
    '<name>',
    ',',
    '<num>',
    'or',
    '12',
  ]);
});

test('curly and straight apostrophes give one word', () => {
  expect(wordsOf('I can’t')).toEqual(wordsOf("i can't"));
});

test('stacked combining marks fall away, Spanish accents stay', () => {
  expect(wordsOf('z\u0335\u0321a\u0338lgo está E\u0301')).toEqual(['zalgo', 'está', 'é']);
});
