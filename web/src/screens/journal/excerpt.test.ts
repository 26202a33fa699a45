import fc from 'fast-check';
import { expect, it } from 'vitest';
import { excerptAround } from './excerpt.ts';

const found = (text: string, query: string) =>
  excerptAround(text, query)
    .filter((piece) => piece.found)
    .map((piece) => piece.text);

it('marks what was searched for, whatever its case and accents', () => {
  expect(found('Día de lluvia. Llovió todo el día.', 'dia')).toEqual(['Día', 'día']);
  expect(found('Walked to the MARKET', 'market walked')).toEqual(['Walked', 'MARKET']);
});

it('shows the stretch around a find that is far into the text', () => {
  const text = `${'nothing to see here, '.repeat(30)}then the lighthouse came into sight`;
  const pieces = excerptAround(text, 'lighthouse');
  expect(pieces.map((piece) => piece.text).join('')).toContain('then the lighthouse came');
  expect(pieces[0]?.text.startsWith('…')).toBe(true);
});

it('marks nothing rather than the wrong letters where folding changes lengths', () => {
  expect(found('Straße ﬁn', 'strasse')).toEqual([]);
});

it('shows only what is in the text, for any text and query', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      (text, query) => {
        const shown = excerptAround(text, query)
          .map((piece) => piece.text)
          .join('');
        expect(text).toContain(shown.replace(/^…/, ''));
      },
    ),
  );
});
