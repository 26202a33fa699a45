import { expect, it } from 'vitest';
import { textEdit } from './edit-text.ts';

it('drops the reading of words that changed, and nothing that other modalities read', () => {
  expect(textEdit({ text: 'before' }, 'after')).toEqual({
    text: 'after',
    dropScore: 'text',
    textReading: null,
  });
});

it('keeps the reading when nothing changed', () => {
  expect(textEdit({ text: 'same' }, 'same')).toEqual({ text: 'same' });
});
