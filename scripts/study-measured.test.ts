import { MEASURED } from '@undertone/emotion/measured';
import { expect, it } from 'vitest';
import { readFusionManifests } from './study-measured.ts';

const manifests = await readFusionManifests();

it.each(manifests)('fusion holds the numbers of $id, to the bit', ({ modality, fusion }) => {
  const { reliability, axisPrecision, rows } = MEASURED[modality];
  if (fusion === null) expect(rows).toBe(0);
  else expect(fusion).toMatchObject({ reliability, axisPrecision, rows });
});

it('looks at the models of every language', () => {
  expect(manifests.map(({ id }) => id)).toEqual(expect.arrayContaining(['text-en', 'text-es']));
});
