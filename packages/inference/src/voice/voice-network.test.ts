import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-web/wasm';
import { unwrap } from '@undertone/base/result';
import { LABELS } from '@undertone/emotion/labels';
import { beforeAll, expect, test } from 'vitest';
import type { AssetSource } from '../asset-source.ts';
import { createOrtSessions } from '../ort-session.ts';
import { loadVoiceNetwork, voiceWindows, type VoiceNetwork } from './voice-network.ts';

interface Vector {
  readonly samples: number;
  readonly hertz: number;
  readonly glide: number;
  readonly noise: number;
  readonly logits: readonly number[];
  readonly arousal: number;
}

const models = new URL('../../../../models/', import.meta.url);
const assets: AssetSource = {
  fetch: async (modelId, path) => new Uint8Array(await readFile(new URL(`${modelId}/${path}`, models))),
};
const createSession = createOrtSessions(ort);

let vectors: readonly Vector[];
let network: VoiceNetwork;

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  vectors = JSON.parse(
    await readFile(new URL('voice-tone/train/vectors.json', models), 'utf8'),
  ) as readonly Vector[];
  network = unwrap(await loadVoiceNetwork({ assets, createSession }));
}, 60_000);

/** The training side's `parity_sound`: gliding harmonics that swell four times a second, in noise. */
function paritySound({ samples, hertz, glide, noise }: Vector): Float32Array {
  let state = 1;
  return Float32Array.from({ length: samples }, (_, n) => {
    const t = n / 16_000;
    const phase = 2 * Math.PI * (hertz * t + (glide * t * t) / 2);
    let tone = 0;
    for (let k = 1; k <= 8; k++) tone += Math.sin(k * phase) / k;
    tone *= 0.55 + 0.45 * Math.sin(2 * Math.PI * 4 * t);
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 0.2 * tone + noise * (state / 2 ** 31 - 1);
  });
}

test('logits and arousal are the training side’s to 1e-4', async () => {
  for (const vector of vectors) {
    const { logits, arousal } = await network.readWindow(paritySound(vector));
    for (const [index, logit] of vector.logits.entries())
      expect(Math.abs(logits[index]! - logit)).toBeLessThan(1e-4);
    expect(Math.abs(arousal - vector.arousal)).toBeLessThan(1e-4);
  }
});

test('how loud a recording is changes nothing', async () => {
  const sound = paritySound(vectors[1]!);
  const loud = await network.readWindow(sound);
  const quiet = await network.readWindow(sound.map((sample) => sample / 20));
  for (const [index, logit] of loud.logits.entries()) expect(quiet.logits[index]).toBeCloseTo(logit, 1);
});

test('silence and a stretch of a few samples are answered with finite numbers', async () => {
  for (const sound of [new Float32Array(80_000), new Float32Array(10), new Float32Array(0)]) {
    const { logits, arousal } = await network.readWindow(sound);
    expect([...logits, arousal].every(Number.isFinite)).toBe(true);
  }
});

test('windows of 5 s every 2.5 s cover the sound, the last one ending with it', () => {
  expect(voiceWindows(0)).toEqual([{ start: 0, end: 0 }]);
  expect(voiceWindows(80_000)).toEqual([{ start: 0, end: 80_000 }]);
  expect(voiceWindows(80_001)).toEqual([
    { start: 0, end: 80_000 },
    { start: 1, end: 80_001 },
  ]);
  expect(voiceWindows(150_000).map(({ start }) => start)).toEqual([0, 40_000, 70_000]);
});

test('pooling is a weighted mean: a window without weight says nothing, a repeated one changes nothing', async () => {
  const calm = await network.readWindow(paritySound(vectors[0]!));
  const lively = await network.readWindow(paritySound(vectors[3]!));
  const alone = network.pool([{ reading: calm, weight: 1 }]);
  for (const pooled of [
    network.pool([
      { reading: calm, weight: 3 },
      { reading: lively, weight: 0 },
    ]),
    network.pool([
      { reading: calm, weight: 1 },
      { reading: calm, weight: 2 },
    ]),
  ]) {
    expect(pooled.arousal).toBeCloseTo(alone.arousal, 10);
    for (const label of LABELS) expect(pooled.distribution[label]).toBeCloseTo(alone.distribution[label], 10);
  }
  const between = network.pool([
    { reading: calm, weight: 1 },
    { reading: lively, weight: 1 },
  ]);
  expect(between.arousal).toBeCloseTo((calm.arousal + lively.arousal) / 2, 10);
});

test('a network with one changed byte is refused', async () => {
  const tampered: AssetSource = {
    async fetch(modelId, path, signal) {
      const bytes = await assets.fetch(modelId, path, signal);
      if (bytes !== null && path === 'network.onnx') bytes[1000]! ^= 1;
      return bytes;
    },
  };
  expect(await loadVoiceNetwork({ assets: tampered, createSession })).toEqual({
    ok: false,
    error: { code: 'model-corrupt', modelId: 'voice-tone', path: 'network.onnx' },
  });
});
