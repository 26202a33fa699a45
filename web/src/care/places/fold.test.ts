import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldName } from './fold.ts';

it.each([
  ['São Paulo', 'sao paulo'],
  ['Łódź', 'lodz'],
  ['Saint-Étienne', 'saint etienne'],
  ["'s-Gravenhage", 's gravenhage'],
  ['Nuku‘alofa', 'nukualofa'],
  ['Donostia / San Sebastián', 'donostia san sebastian'],
  ['STRASSE Straße', 'strasse strasse'],
  ['İzmir', 'izmir'],
])('folds %s to %s', (name, folded) => expect(foldName(name)).toBe(folded));

it('changes nothing that it has folded already, whatever it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const folded = foldName(text);
      expect(foldName(folded)).toBe(folded);
    }),
  );
});

it('folds a list as it folds each name of it', () => {
  const names = ['São Paulo', 'Łódź', 'Saint-Étienne'];
  expect(foldName(names.join('\n'))).toBe(names.map(foldName).join('\n'));
});
