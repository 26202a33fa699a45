import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-web/wasm';
import { unwrap } from '@undertone/base/result';
import { beforeAll, expect, test } from 'vitest';
import type { AssetSource } from '../asset-source.ts';
import { createOrtSessions } from '../ort-session.ts';
import type { EmotionModel } from './emotion-model.ts';
import { bucketsOf } from './hashed-ngrams.ts';
import { loadEmotionModel } from './load-model.ts';
import { wordsOf } from './words.ts';

interface Vector {
  readonly text: string;
  readonly words: readonly string[];
  /** The first twenty, ascending. */
  readonly buckets: readonly number[];
  readonly scores: readonly number[];
  readonly place: readonly [number, number];
}

const models = new URL('../../../../models/', import.meta.url);
const assets: AssetSource = {
  fetch: async (modelId, path) => new Uint8Array(await readFile(new URL(`${modelId}/${path}`, models))),
};

let vectors: readonly Vector[];
let model: EmotionModel;

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  vectors = JSON.parse(await readFile(new URL('text-en/train/vectors.json', models), 'utf8')) as Vector[];
  model = unwrap(await loadEmotionModel('text-en', { assets, createSession: createOrtSessions(ort) }));
});

test('words are the training side’s', () => {
  for (const { text, words } of vectors) expect(wordsOf(text)).toEqual(words);
});

test('hashed buckets are the training side’s', () => {
  for (const { words, buckets } of vectors) {
    const found = [...bucketsOf(words, model.manifest.input.hashing!)].sort((a, b) => a - b);
    expect(found.slice(0, 20)).toEqual(buckets);
  }
});

test('scores, valence and arousal are the training side’s to 1e-4, alone and in a batch', async () => {
  const batch = (await model.read(vectors.map(({ words }) => words)))!;
  for (const [index, { words, scores, place }] of vectors.entries()) {
    const [alone] = (await model.read([words]))!;
    for (const reading of [alone!, batch[index]!]) {
      for (const [label, score] of scores.entries())
        expect(Math.abs(reading.scores[label]! - score)).toBeLessThan(1e-4);
      expect(Math.abs(reading.place!.valence - place[0])).toBeLessThan(1e-4);
      expect(Math.abs(reading.place!.arousal - place[1])).toBeLessThan(1e-4);
    }
  }
});
