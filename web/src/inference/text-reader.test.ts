import { err, ok } from '@undertone/base/result';
import { UNIFORM } from '@undertone/emotion/distribution';
import type { TextReading } from '@undertone/inference/text/text-reading';
import { expect, test } from 'vitest';
import { fakeModelHost } from './model-worker.testkit.ts';
import type { FromTextWorker, ToTextWorker } from './text-messages.ts';
import { createTextReaderPort } from './text-reader.ts';

const READING: TextReading = {
  score: {
    modality: 'text',
    distribution: UNIFORM,
    valence: 0,
    arousal: 0,
    quality: 1,
    modelId: 'text-en',
    modelVersion: '1.0.0',
    abstained: null,
  },
  sentences: [],
  carriedBy: null,
  language: 'en',
  readUnits: 3,
};

function setUp() {
  const { parts, workers } = fakeModelHost<ToTextWorker, FromTextWorker>();
  const measured: (readonly string[])[] = [];
  const reader = createTextReaderPort({
    ...parts,
    files: {
      ...parts.files,
      sizeBytes(ids) {
        measured.push(ids);
        return 8;
      },
    },
    uiLanguage: () => 'es',
  });
  return { reader, workers, measured };
}

test('a text goes out with the language of the screen, and comes back as a score and what is kept beside it', async () => {
  const { reader, workers, measured } = setUp();
  const read = reader.read('hoy');
  expect(workers[0]?.sent).toEqual([{ kind: 'job', id: 1, job: { text: 'hoy', uiLanguage: 'es' } }]);
  expect(measured).toEqual([['runtime', 'text-language', 'text-es']]);
  workers[0]?.say({ kind: 'answer', id: 1, result: ok(READING) });
  const { score, sentences, carriedBy, language } = READING;
  expect(await read).toEqual(ok({ score, detail: { sentences, carriedBy, language } }));
  expect(reader.status.value).toEqual({ kind: 'ready', modelId: 'text-en', modelVersion: '1.0.0' });
});

test('a failure keeps its code', async () => {
  const { reader, workers } = setUp();
  const read = reader.read('hoy');
  workers[0]?.say({
    kind: 'answer',
    id: 1,
    result: err({ code: 'model-corrupt', modelId: 'text-es', path: 'network.onnx' }),
  });
  expect(await read).toEqual(err({ code: 'model-corrupt' }));
});
