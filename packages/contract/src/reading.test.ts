import { fuse } from '@undertone/emotion/fusion';
import { UNIFORM } from '@undertone/emotion/distribution';
import type { Baseline } from '@undertone/emotion/baseline';
import type { Reading } from '@undertone/emotion/reading';
import type { Reliability } from '@undertone/emotion/reliability';
import * as v from 'valibot';
import { expect, expectTypeOf, it } from 'vitest';
import { type BaselineReplySchema, ReadingSchema, type ReliabilitySchema } from './reading.ts';

it('is on the wire what packages/emotion makes, in both directions', () => {
  expectTypeOf<Reading>().toExtend<v.InferOutput<typeof ReadingSchema>>();
  expectTypeOf<v.InferOutput<typeof ReadingSchema>>().toExtend<Reading>();
  expectTypeOf<v.InferOutput<typeof ReliabilitySchema>>().toExtend<Reliability>();
  expectTypeOf<Baseline>().toExtend<NonNullable<v.InferOutput<typeof BaselineReplySchema>['baseline']>>();
});

it('keeps every bit of a reading through JSON and the schema', () => {
  const score = { distribution: UNIFORM, modelId: 'text-en', modelVersion: '1.0.0', abstained: null };
  const reading = fuse([
    { ...score, modality: 'text', valence: 0.1 + 0.2, arousal: -1 / 3, quality: 0.7 },
    { ...score, modality: 'voice', valence: -0.9, arousal: 2 / 3, quality: 1 / 7 },
  ]);
  expect(v.parse(ReadingSchema, JSON.parse(JSON.stringify(reading)))).toEqual(reading);
});
