import { expect, test } from 'vitest';
import { fieldNames } from './field-names.ts';

test('the ledger names every field that carries something, once, and no value', () => {
  const names = fieldNames({
    protocol: 1,
    ops: [
      { sealed: 'abc', open: null, supersedes: [] },
      { sealed: 'def', open: { scores: [{ distribution: [0.1, 0.9] }] }, supersedes: ['x', 'y'] },
    ],
  });
  expect(names).toEqual([
    'ops[].open.scores[].distribution[]',
    'ops[].sealed',
    'ops[].supersedes[]',
    'protocol',
  ]);
});

test('a request without a body names nothing', () => {
  expect(fieldNames(undefined)).toEqual([]);
});
