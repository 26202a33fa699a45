import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundariesByMarks, findBoundaries, MAX_SENTENCE_UNITS, splitSentences } from './sentences.ts';

function sentencesOf(text: string): string[] {
  return splitSentences(text).map(({ start, end }) => text.slice(start, end));
}

test('sentences end at marks and at line breaks', () => {
  expect(sentencesOf('I slept well. Then rain!\nTea\n\nNo plans?')).toEqual([
    'I slept well.',
    'Then rain!',
    'Tea',
    'No plans?',
  ]);
});

test('an abbreviation does not end a sentence', () => {
  expect(sentencesOf('Dr. Gray called. I saw the Sra. Ruiz.')).toEqual([
    'Dr. Gray called.',
    'I saw the Sra. Ruiz.',
  ]);
});

test('emoji and emoticons after the end belong to what precedes them', () => {
  expect(sentencesOf('We won! 🎉🎉 Then home. <3 Good night.')).toEqual([
    'We won! 🎉🎉',
    'Then home. <3',
    'Good night.',
  ]);
});

test('a line of dots joins the sentence before it', () => {
  expect(sentencesOf('I waited.\n...\nNothing.')).toEqual(['I waited.\n...', 'Nothing.']);
});

test('a run-on line is cut at a comma or a space', () => {
  const pieces = sentencesOf('and then we walked on, '.repeat(60));
  expect(pieces.length).toBeGreaterThan(4);
  for (const piece of pieces) expect(piece.endsWith(',')).toBe(true);
});

for (const [name, boundaries] of [
  ['the Unicode rules', findBoundaries],
  ['the fallback', boundariesByMarks],
] as const) {
  test(`with ${name}, everything but white space lies in exactly one sentence`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 900 }), (text) => {
        let end = 0;
        for (const span of splitSentences(text, boundaries)) {
          expect(text.slice(end, span.start).trim()).toBe('');
          expect(span.end - span.start).toBeGreaterThan(0);
          expect(span.end - span.start).toBeLessThanOrEqual(MAX_SENTENCE_UNITS);
          end = span.end;
        }
        expect(text.slice(end).trim()).toBe('');
      }),
    );
  });
}
