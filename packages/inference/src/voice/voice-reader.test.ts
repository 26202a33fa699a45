import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import * as ort from 'onnxruntime-web/wasm';
import { unwrap } from '@undertone/base/result';
import { LABELS } from '@undertone/emotion/labels';
import { expect, test } from 'vitest';
import type { AssetSource } from '../asset-source.ts';
import { createOrtSessions } from '../ort-session.ts';
import type { CreateSession } from '../tensor-session.ts';
import { learnUsualVoice } from './learn-usual-voice.ts';
import { chords, silence, synthesiseSpeech, whiteNoise } from './speech.testkit.ts';
import { createVoiceReader, PROSODY_MODEL } from './voice-reader.ts';
import type { VoiceReading } from './voice-reading.ts';

const models = new URL('../../../../models/', import.meta.url);
const assets: AssetSource = {
  fetch: async (modelId, path) => new Uint8Array(await readFile(new URL(`${modelId}/${path}`, models))),
};

/** A network that hears joy in everything and arousal in loudness, and notes what it was given. */
function joyfulSessions(before: () => void = () => undefined) {
  const log = { created: 0, released: 0, lengths: [] as number[] };
  const createSession: CreateSession = () => {
    log.created++;
    return Promise.resolve({
      run({ sound }) {
        before();
        log.lengths.push(sound!.data.length);
        const logits = Float32Array.from(LABELS, (label) => (label === 'joy' ? 6 : 0));
        const power = (sound!.data as Float32Array).reduce((sum, value) => sum + value * value, 0);
        const arousal = Math.tanh(10 * (power / sound!.data.length));
        return Promise.resolve({
          logits: { type: 'float32', dims: [1, LABELS.length], data: logits },
          arousal: { type: 'float32', dims: [1], data: Float32Array.of(arousal) },
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

function readerWith(createSession: CreateSession, source: AssetSource = assets) {
  return createVoiceReader({ assets: source, createSession });
}

const { samples: speech } = synthesiseSpeech({ seconds: 12.6 });

async function read(samples: Float32Array): Promise<VoiceReading> {
  return unwrap(await readerWith(joyfulSessions().createSession).read(samples));
}

test('speech is read in windows of 5 s whose weights sum to 1', async () => {
  const { createSession, log } = joyfulSessions();
  const { score, detail } = unwrap(await readerWith(createSession).read(speech));
  expect(score).toMatchObject({ modality: 'voice', modelId: 'voice-tone', abstained: null });
  expect(score.distribution.joy).toBeGreaterThan(0.9);
  expect(detail.seconds).toBeCloseTo(12.6, 5);
  expect(detail.problems).toEqual([]);
  expect(detail.relative).toBeNull();
  expect(log.lengths).toHaveLength(detail.windows.length);
  expect(detail.windows.length).toBeGreaterThan(2);
  for (const { startSeconds, endSeconds } of detail.windows) {
    expect(endSeconds - startSeconds).toBeLessThanOrEqual(5);
    expect(startSeconds).toBeGreaterThanOrEqual(0);
    expect(endSeconds).toBeLessThanOrEqual(12.6);
  }
  expect(detail.windows.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 10);
});

test('how a recording is cut into pieces changes nothing', async () => {
  const { samples } = synthesiseSpeech({ seconds: 5.2 });
  const whole = await read(samples);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 6 }), async (cuts) => {
      const stream = readerWith(joyfulSessions().createSession).begin();
      let from = 0;
      for (const length of [...cuts, samples.length]) {
        await stream.push(samples.subarray(from, from + length));
        from += length;
      }
      expect(unwrap(await stream.finish())).toEqual(whole);
    }),
    { numRuns: 5 },
  );
});

test('against the usual voice, the same voice is usual and a livelier one has more energy', async () => {
  const calibration = await Promise.all(
    [1, 2, 3, 4, 5].map(async (seed) => {
      const { score, detail } = await read(synthesiseSpeech({ seconds: 5.2, seed }).samples);
      return { prosody: detail.prosody, arousal: score.arousal, speechSeconds: detail.quality.speechSeconds };
    }),
  );
  const usualVoice = learnUsualVoice(null, calibration, 0);
  const reader = readerWith(joyfulSessions().createSession);
  const relative = async (samples: Float32Array) =>
    unwrap(await reader.read(samples, { usualVoice })).detail.relative;
  const same = await relative(synthesiseSpeech({ seconds: 5.2, seed: 9 }).samples);
  const lively = await relative(
    synthesiseSpeech({ seconds: 5.2, seed: 9, f0Hz: 170, levelDb: -12, syllablesPerSecond: 5 }).samples,
  );
  expect(Math.abs(same!.energy.z)).toBeLessThan(1);
  expect(Math.abs(same!.tension.z)).toBeLessThan(1);
  expect(lively!.energy.z).toBeGreaterThan(2);
  expect(await relative(silence(3))).toBeNull();
});

test.each([
  ['no samples', new Float32Array(0), 'thin-evidence', ['silence']],
  ['silence', silence(3), 'thin-evidence', ['silence']],
  ['samples that are no numbers', silence(3).fill(Number.NaN), 'thin-evidence', ['silence']],
  ['a hundredth of a second', speech.subarray(8000, 8160), 'thin-evidence', ['too-little-speech']],
  ['noise', whiteNoise(3, -20), 'low-quality', ['not-speech']],
  ['noise beyond full scale', whiteNoise(3, 40), 'low-quality', ['not-speech']],
] as const)('%s: abstains, says why, and runs no network', async (_, samples, abstained, problems) => {
  const { createSession, log } = joyfulSessions();
  const { score, detail } = unwrap(await readerWith(createSession).read(samples));
  expect(score.abstained).toBe(abstained);
  expect(score.quality).toBe(0);
  expect(detail.problems).toEqual(problems);
  expect(detail.windows).toEqual([]);
  expect(log.lengths).toEqual([]);
});

test('music is read, but abstained from', async () => {
  const { score, detail } = await read(chords(6));
  expect(score.abstained).toBe('low-quality');
  expect(detail.problems).toContain('not-speech');
});

test('infinite and broken samples amid speech spoil nothing', async () => {
  const broken = speech.slice();
  broken[50_000] = Number.POSITIVE_INFINITY;
  broken[60_000] = Number.NaN;
  const { score, detail } = await read(broken);
  expect(score.abstained).toBeNull();
  const numbers = [...Object.values(detail.prosody), ...Object.values(detail.quality)];
  expect(numbers.every(Number.isFinite)).toBe(true);
});

test('a network that is unsure leaves a reading that names nothing', async () => {
  const { createSession } = joyfulSessions();
  const unsure: CreateSession = async (model) => {
    const session = await createSession(model);
    return {
      ...session,
      run: async (inputs) => ({
        ...(await session.run(inputs)),
        logits: { type: 'float32', dims: [1, 7], data: new Float32Array(7) },
      }),
    };
  };
  const { score, detail } = unwrap(await readerWith(unsure).read(speech));
  expect(score.abstained).toBe('low-confidence');
  expect(detail.windows.length).toBeGreaterThan(0);
});

test('three hours are read in bounded windows', async () => {
  const { createSession, log } = joyfulSessions();
  const stream = readerWith(createSession).begin();
  const spoken = synthesiseSpeech({ seconds: 60 }).samples;
  const quiet = silence(60);
  for (let minute = 0; minute < 180; minute++) await stream.push(minute % 30 === 12 ? spoken : quiet);
  const { score, detail } = unwrap(await stream.finish());
  expect(detail.seconds).toBe(3 * 3600);
  expect(detail.quality.speechSeconds).toBeGreaterThan(250);
  expect(detail.windows.length).toBeLessThanOrEqual(240);
  expect(detail.windows.at(-1)!.endSeconds).toBeGreaterThan(162 * 60);
  expect(log.lengths.length).toBeGreaterThan(100);
  expect(score.abstained).toBeNull();
  // Seconds of work, and minutes where eight share two cores.
}, 300_000);

test('progress rises to 1', async () => {
  const shares: number[] = [];
  await readerWith(joyfulSessions().createSession).read(speech, {
    onProgress: (share) => shares.push(share),
  });
  expect(shares.length).toBeGreaterThan(2);
  expect(shares).toEqual(shares.toSorted((left, right) => left - right));
  expect(shares.at(-1)).toBe(1);
});

test('an aborted reading is cancelled, before it and amid it', async () => {
  expect(
    await readerWith(joyfulSessions().createSession).read(speech, { signal: AbortSignal.abort() }),
  ).toEqual({ ok: false, error: { code: 'cancelled' } });
  const controller = new AbortController();
  const { createSession, log } = joyfulSessions(() => controller.abort());
  const stream = readerWith(createSession).begin({ signal: controller.signal });
  await stream.push(speech);
  expect(await stream.finish()).toEqual({ ok: false, error: { code: 'cancelled' } });
  expect(log.lengths).toHaveLength(1);
});

test('a runtime that fails is an outcome, and the next reading starts afresh', async () => {
  let failing = true;
  const { createSession, log } = joyfulSessions(() => {
    if (failing) throw new Error('out of memory');
  });
  const reader = readerWith(createSession);
  expect(await reader.read(speech)).toEqual({
    ok: false,
    error: { code: 'crashed', reason: 'out of memory' },
  });
  expect(log.released).toBe(1);
  failing = false;
  expect(unwrap(await reader.read(speech)).score.abstained).toBeNull();
  expect(log.created).toBe(2);
});

test('where the network is left out, prosody is measured and no emotion is named', async () => {
  const leftOut: AssetSource = { fetch: () => Promise.resolve(null) };
  const reader = readerWith(joyfulSessions().createSession, leftOut);
  const calm = unwrap(await reader.read(speech));
  expect(calm.score).toMatchObject({ modelId: PROSODY_MODEL.id, abstained: 'low-confidence' });
  expect(calm.detail.prosody.f0Mean).not.toBeNull();
  const usualVoice = learnUsualVoice(
    null,
    Array.from({ length: 5 }, () => ({
      prosody: calm.detail.prosody,
      arousal: Number.NaN,
      speechSeconds: 8,
    })),
    0,
  );
  const { samples } = synthesiseSpeech({ seconds: 12.6, f0Hz: 220, swing: 6, syllablesPerSecond: 6 });
  const lively = unwrap(await reader.read(samples, { usualVoice }));
  expect(lively.detail.relative?.energy.z).toBeGreaterThan(1);
});

test('a missing or altered model is named', async () => {
  const { createSession } = joyfulSessions();
  const missing = readerWith(createSession, {
    fetch: (modelId, path) => (path === 'network.onnx' ? Promise.resolve(null) : assets.fetch(modelId, path)),
  });
  expect(await missing.read(speech)).toMatchObject({ ok: false, error: { code: 'model-missing' } });
  const altered = readerWith(createSession, {
    async fetch(modelId, path) {
      const bytes = await assets.fetch(modelId, path);
      return path === 'network.onnx' ? bytes!.with(9, bytes![9]! ^ 1) : bytes;
    },
  });
  expect(await altered.read(speech)).toMatchObject({ ok: false, error: { code: 'model-corrupt' } });
});

test('the shipped network answers for a voice with finite numbers', async () => {
  ort.env.wasm.numThreads = 1;
  const reader = readerWith(createOrtSessions(ort));
  const { score, detail } = unwrap(await reader.read(speech));
  expect(Object.values(score.distribution).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
  expect(Math.abs(score.arousal)).toBeLessThanOrEqual(1);
  expect(Math.abs(score.valence)).toBeLessThanOrEqual(1);
  expect(detail.windows.length).toBeGreaterThan(2);
});

test('an arousal that no network has heard is not compared with the usual one', async () => {
  const scattered = new Float32Array(16 * 32_000);
  for (let word = 0; word < 15; word++)
    scattered.set(speech.subarray(16_000 * (word % 10), 16_000 * (word % 10) + 4_000), 32_000 * word);
  const usual = learnUsualVoice(
    null,
    [{ prosody: (await read(speech)).detail.prosody, arousal: 0.9, speechSeconds: 9 }],
    0,
  );
  const { createSession } = joyfulSessions();
  const reading = unwrap(await readerWith(createSession).read(scattered, { usualVoice: usual }));
  expect(reading.detail.windows).toEqual([]);
  const compared = reading.detail.relative!.energy.drivers.map(({ feature }) => feature);
  expect(compared).toContain('f0Mean');
  expect(compared).not.toContain('arousal');
});
