import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { unwrap } from '@undertone/base/result';
import { LABELS } from '@undertone/emotion/labels';
import { likeliest, UNIFORM } from '@undertone/emotion/distribution';
import { expect, test } from 'vitest';
import type { AssetSource } from '../asset-source.ts';
import type { CreateSession, Tensor } from '../tensor-session.ts';
import { createTextReader, MAX_UNITS } from './text-reader.ts';

const models = new URL('../../../../models/', import.meta.url);

/** The shipped files, with chosen ones altered or gone. */
function assetsWith(
  altered: Readonly<Record<string, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | null>> = {},
): AssetSource {
  return {
    async fetch(modelId, path) {
      const bytes = new Uint8Array(await readFile(new URL(`${modelId}/${path}`, models)));
      const alter = altered[`${modelId}/${path}`];
      return alter === undefined ? bytes : alter(bytes);
    },
  };
}

/** A network that finds joy in everything, and notes what it was given. */
function joyfulSessions() {
  const runs: number[] = [];
  const log = { created: 0, released: 0, runs };
  const createSession: CreateSession = () => {
    log.created++;
    return Promise.resolve({
      run(inputs: Readonly<Record<string, Tensor>>) {
        const batch = inputs['ids']!.dims[0]!;
        log.runs.push(batch);
        const scores = new Float32Array(batch * LABELS.length).fill(-6);
        for (let row = 0; row < batch; row++) scores[row * LABELS.length + LABELS.indexOf('joy')] = -0.02;
        return Promise.resolve({
          scores: { type: 'float32', dims: [batch, LABELS.length], data: scores },
          features: { type: 'float32', dims: [batch, FEATURES], data: new Float32Array(batch * FEATURES) },
        } as const);
      },
      release() {
        log.released++;
        return Promise.resolve();
      },
    });
  };
  return { createSession, log };
}

const placeHead = await readFile(new URL('text-en/valence-arousal.bin', models));
const FEATURES = placeHead.length / 8 - 1;

const ENGLISH = 'I walked home with my sister and we laughed all the way. Then we had dinner.';
const SPANISH = 'Hoy caminé a casa con mi hermana y nos reímos todo el camino.';

test('an English entry is read sentence by sentence, and one of them carried it', async () => {
  const { createSession } = joyfulSessions();
  const reader = createTextReader({ assets: assetsWith(), createSession });
  const { score, sentences, carriedBy, language, readUnits } = unwrap(await reader.read(ENGLISH));
  expect(language).toBe('en');
  expect(readUnits).toBe(ENGLISH.length);
  expect(score).toMatchObject({ modality: 'text', modelId: 'text-en', abstained: null });
  expect(likeliest(score.distribution)).toBe('joy');
  expect(sentences.map(({ start, end }) => ENGLISH.slice(start, end))).toEqual([
    'I walked home with my sister and we laughed all the way.',
    'Then we had dinner.',
  ]);
  expect(sentences.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
  expect(carriedBy).toBe(0);
});

test('a Spanish entry never reaches the English network, whatever the language of the interface', async () => {
  const spanish = [
    SPANISH,
    'No me siento bien.',
    'Estoy muy cansado y triste.',
    '¡Qué alegría verte otra vez!',
    'Mi jefe me gritó',
    'no sé qué hacer',
  ];
  for (const uiLanguage of ['en', 'es', undefined] as const) {
    for (const text of spanish) {
      const { createSession, log } = joyfulSessions();
      const reader = createTextReader({ assets: assetsWith(), createSession });
      const reading = unwrap(await reader.read(text, uiLanguage === undefined ? {} : { uiLanguage }));
      expect({ text, created: log.created }).toEqual({ text, created: 0 });
      expect(['es', 'und']).toContain(reading.language);
    }
  }
});

test('a Spanish sentence inside an English entry is left out of the reading and lowers its quality', async () => {
  const { createSession } = joyfulSessions();
  const reader = createTextReader({ assets: assetsWith(), createSession });
  const plain = unwrap(await reader.read(`${ENGLISH} ${ENGLISH}`));
  const mixed = unwrap(await reader.read(`${ENGLISH} ${SPANISH} ${ENGLISH}`));
  expect(mixed.language).toBe('en');
  expect(mixed.sentences).toHaveLength(4);
  expect(mixed.score.quality).toBeLessThan(plain.score.quality);
});

test.each([
  ['', 'thin-evidence'],
  ['   \n ', 'thin-evidence'],
  ['hm', 'thin-evidence'],
  ['...!?', 'thin-evidence'],
  ['Aujourd’hui je suis très content, c’est une belle journée', 'language-unsupported'],
  ['Heute war ein schöner Tag und ich bin sehr froh', 'language-unsupported'],
  ['今日はとても楽しかったです', 'language-unsupported'],
  ['كان يومي جميلا جدا', 'language-unsupported'],
  ['no animal', 'language-unsure'],
])('%j is not read: %s', async (text, reason) => {
  const { createSession, log } = joyfulSessions();
  const reader = createTextReader({ assets: assetsWith(), createSession });
  const { score, sentences, carriedBy, language } = unwrap(await reader.read(text));
  expect(score).toMatchObject({ abstained: reason, quality: 0, distribution: UNIFORM });
  expect({ sentences, carriedBy, language }).toEqual({ sentences: [], carriedBy: null, language: 'und' });
  expect(log.created).toBe(0);
});

test('emoji alone are read', async () => {
  const reader = createTextReader({ assets: assetsWith(), createSession: joyfulSessions().createSession });
  expect(unwrap(await reader.read('🎉🎉🥳')).score.abstained).toBeNull();
});

test.each(['network.onnx', 'vocabulary.txt', 'linear.bin', 'valence-arousal.bin', 'model.json'])(
  'one flipped bit in %s is refused, and the next attempt loads afresh',
  async (path) => {
    let attempts = 0;
    const flipOnce = (bytes: Uint8Array<ArrayBuffer>) => {
      attempts++;
      if (attempts === 1) bytes[Math.floor(bytes.length / 2)]! ^= path === 'model.json' ? 0x80 : 1;
      return bytes;
    };
    const { createSession } = joyfulSessions();
    const reader = createTextReader({ assets: assetsWith({ [`text-en/${path}`]: flipOnce }), createSession });
    expect(await reader.read(ENGLISH)).toEqual({
      ok: false,
      error: { code: 'model-corrupt', modelId: 'text-en', path },
    });
    expect((await reader.read(ENGLISH)).ok).toBe(true);
  },
);

test('a missing file and a runtime that throws are outcomes, not exceptions', async () => {
  const missing = createTextReader({
    assets: assetsWith({ 'text-en/network.onnx': () => null }),
    createSession: joyfulSessions().createSession,
  });
  expect(await missing.read(ENGLISH)).toMatchObject({ ok: false, error: { code: 'model-missing' } });
  const throwing = createTextReader({
    assets: assetsWith(),
    createSession: () => Promise.reject(new Error('no wasm')),
  });
  expect(await throwing.read(ENGLISH)).toEqual({ ok: false, error: { code: 'crashed', reason: 'no wasm' } });
});

test('an aborted read is cancelled before the network runs', async () => {
  const { createSession, log } = joyfulSessions();
  const reader = createTextReader({ assets: assetsWith(), createSession });
  expect(await reader.read(ENGLISH, { signal: AbortSignal.abort() })).toEqual({
    ok: false,
    error: { code: 'cancelled' },
  });
  expect(log.runs).toEqual([]);
});

test('the network is loaded once, lazily, and released by dispose', async () => {
  const { createSession, log } = joyfulSessions();
  const reader = createTextReader({ assets: assetsWith(), createSession });
  expect(log.created).toBe(0);
  await Promise.all([reader.read(ENGLISH), reader.read(ENGLISH), reader.load('en')]);
  expect(log.created).toBe(1);
  await reader.dispose();
  expect(log.released).toBe(1);
  expect((await reader.read(ENGLISH)).ok).toBe(true);
  expect(log.created).toBe(2);
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 })
    .map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '\ud83d',
    '\udc00 hello there',
    'a\u0300'.repeat(500),
    '\u202e\u2066mirror me now',
    'no. '.repeat(900),
    "'".repeat(3000),
  ),
  fc
    .constantFrom('x', 'I am sad ', '😭', 'a.b ', '<cap> ', 'https://', '@a /u/b ')
    .map((text) => text.repeat(20_000).slice(0, 100_000)),
);

test('no string makes it throw; a reading is a distribution and its sentences lie in the text', async () => {
  const { createSession } = joyfulSessions();
  const reader = createTextReader({ assets: assetsWith(), createSession });
  await fc.assert(
    fc.asyncProperty(hostile, fc.constantFrom('en', 'es', undefined), async (text, language) => {
      const reading = unwrap(await reader.read(text, language === undefined ? {} : { language }));
      const { distribution, valence, arousal, quality } = reading.score;
      expect(LABELS.reduce((sum, label) => sum + distribution[label], 0)).toBeCloseTo(1, 6);
      for (const value of [valence, arousal]) expect(Math.abs(value)).toBeLessThanOrEqual(1);
      expect(quality).toBeGreaterThanOrEqual(0);
      expect(quality).toBeLessThanOrEqual(1);
      expect(reading.readUnits).toBeLessThanOrEqual(MAX_UNITS);
      for (const { start, end } of reading.sentences) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(reading.readUnits);
      }
    }),
    { numRuns: 60 },
  );
});
