import { expect, it } from 'vitest';
import { fakeScore } from '../../app/fake-reader.ts';
import { textEdit } from './edit-text.ts';

const textScore = fakeScore('The sun was out and warm.');
const voiceScore = { ...textScore, modality: 'voice' as const };

it('drops the reading of words that changed, and keeps what other modalities read', () => {
  expect(textEdit({ text: 'before', scores: [textScore, voiceScore] }, 'after')).toEqual({
    text: 'after',
    scores: [voiceScore],
    textReading: null,
  });
});

it('keeps the reading when nothing changed', () => {
  expect(textEdit({ text: 'same', scores: [textScore] }, 'same')).toEqual({ text: 'same' });
});
