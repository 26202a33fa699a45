import { LABELS } from '@undertone/emotion/labels';
import { expect, it } from 'vitest';
import { drawScore, halve, isFresh, otherLabel, poolOf, seededChance } from './study-sample.ts';
import { simulatedPredictions } from './study.testkit.ts';

const voices = simulatedPredictions({ modality: 'voice', source: 'ravdess' });

it('puts each row into one half, no person into both, and the same ones for the same seed', () => {
  const [left, right] = halve(voices, seededChance(3));
  expect(left.length + right.length).toBe(voices.length);
  const people = (rows: typeof left) => new Set(rows.map(({ group }) => group));
  expect(people(left).isDisjointFrom(people(right))).toBe(true);
  expect(people(left).size).toBe(5);
  expect(halve(voices, seededChance(3))).toEqual([left, right]);
  expect(halve(voices, seededChance(4))[0]).not.toEqual(left);
});

it('takes a row without a person for its own', () => {
  const nameless = voices.map((row) => ({ ...row, group: undefined }));
  const [left, right] = halve(nameless, seededChance(3));
  expect([left.length, right.length]).toEqual([350, 350]);
});

it('leaves out what a model was fitted on, and keeps all of a corpus that training has not heard', () => {
  const [row] = voices;
  expect(isFresh({ ...row!, split: 'train' })).toBe(false);
  expect(isFresh({ ...row!, split: 'dev' })).toBe(true);
  expect(isFresh({ ...row!, source: 'emodb', split: 'train' })).toBe(true);
  expect(isFresh({ ...row!, source: 'xed_en_projected', split: 'train' })).toBe(false);
});

it('draws small corpora as often as large ones', () => {
  const small = simulatedPredictions({ modality: 'voice', source: 'emodb', rows: 70, quality: 0.5 });
  const pool = poolOf([...voices, ...small], 'voice');
  const chance = seededChance(5);
  const drawn = Array.from({ length: 2000 }, () => drawScore(pool, 'joy', chance));
  expect(drawn.filter(({ quality }) => quality === 0.5).length / drawn.length).toBeCloseTo(0.5, 1);
});

it('never takes the same label for another', () => {
  const chance = seededChance(6);
  const others = new Set(Array.from({ length: 500 }, () => otherLabel('joy', chance)));
  expect(others).toEqual(new Set(LABELS.filter((label) => label !== 'joy')));
});
