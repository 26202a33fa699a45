import { expect, it } from 'vitest';
import { toTable } from './bench-table.ts';

it('gives every column that any row has, numbers to the right', () => {
  expect(
    toTable([
      { what: 'a|b', ms: 1.5 },
      { what: 'c', note: 'slow' },
    ]),
  ).toBe(['| what | ms | note |', '| --- | --: | --- |', '| a\\|b | 1.5 |  |', '| c |  | slow |'].join('\n'));
});
