import { LABELS } from '@undertone/emotion/labels';
import { expect, test } from 'vitest';
import type { AssetSource } from '../asset-source.ts';
import type { TensorSession } from '../tensor-session.ts';
import { drawnLandmarks, wavyPicture } from './drawn-face.testkit.ts';
import { createFaceReader } from './face-reader.ts';
import { GEOMETRY_FEATURES } from './geometry.ts';

const PICTURE = wavyPicture(640, 480);
const FACE = drawnLandmarks();
const NETWORK = new TextEncoder().encode('a network');
/** A regression that answers every face alike. */
const GEOMETRY = new Uint8Array(
  new Uint32Array([GEOMETRY_FEATURES, 7, ...Array(7 * (GEOMETRY_FEATURES + 1)).fill(0)]).buffer,
);

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
}

async function manifest(output: object = {}): Promise<Uint8Array<ArrayBuffer>> {
  const entry = async (path: string, role: string, bytes: Uint8Array<ArrayBuffer>) => ({
    path,
    role,
    bytes: bytes.length,
    sha256: await sha256(bytes),
    licence: 'CC0-1.0',
  });
  const json = {
    id: 'face-expression',
    version: '9.8.7',
    task: 'face-emotion',
    languages: [],
    runtime: 'onnxruntime-web',
    files: [
      await entry('network.onnx', 'network', NETWORK),
      await entry('geometry.bin', 'geometry', GEOMETRY),
    ],
    budgetBytes: 1_000_000,
    input: {},
    output: { labels: LABELS, leastProbability: 0.4, ...output },
    evaluation: [],
    licence: { code: 'CC0-1.0', weights: 'CC0-1.0', data: [] },
    source: 'nowhere',
  };
  return new TextEncoder().encode(JSON.stringify(json));
}

function assetsOf(files: Record<string, Uint8Array<ArrayBuffer>>, asked: string[] = []): AssetSource {
  return {
    fetch: async (_, path) => {
      asked.push(path);
      return files[path] ?? null;
    },
  };
}

/** Answers joy, whatever it is shown. */
function joyfulSession(): TensorSession {
  return {
    run: async () => ({
      scores: { type: 'float32', dims: [1, 7], data: Float32Array.of(-5, -5, -5, -0.1, -3, -5, -5) },
    }),
    release: async () => {},
  };
}

async function reader(
  options: { readonly asked?: string[]; readonly session?: TensorSession; readonly output?: object } = {},
) {
  const files = {
    'model.json': await manifest(options.output),
    'network.onnx': NETWORK,
    'geometry.bin': GEOMETRY,
  };
  return createFaceReader({
    assets: assetsOf(files, options.asked),
    createSession: async () => options.session ?? joyfulSession(),
  });
}

test('a preview loads nothing and says how the picture is', async () => {
  const asked: string[] = [];
  const found = await (
    await reader({ asked })
  ).readFrame({ picture: PICTURE, faces: [FACE] }, { expression: false });
  expect(found).toMatchObject({ ok: true, value: { frame: null, hint: null, model: null } });
  expect(found.ok && found.value.quality).toBeGreaterThan(0.9);
  expect(asked).toEqual([]);
});

test('one face is read, with the model that read it', async () => {
  const found = await (await reader()).readFrame({ picture: PICTURE, faces: [FACE] }, { expression: true });
  if (!found.ok || found.value.frame === null) throw new Error('nothing was read');
  expect(found.value.frame.distribution.joy).toBeGreaterThan(0.8);
  expect(found.value.frame.valence).toBeGreaterThan(0.5);
  expect(found.value.model).toEqual({
    id: 'face-expression',
    version: '9.8.7',
    path: 'network',
    leastProbability: 0.4,
  });
});

test('geometry takes its share of the answer', async () => {
  const alone = await (await reader()).readFrame({ picture: PICTURE, faces: [FACE] }, { expression: true });
  const shared = await (
    await reader({ output: { geometryShare: 0.5 } })
  ).readFrame({ picture: PICTURE, faces: [FACE] }, { expression: true });
  if (!alone.ok || !shared.ok) throw new Error('nothing was read');
  expect(shared.value.frame!.distribution.joy).toBeLessThan(alone.value.frame!.distribution.joy);
});

test('no face and two faces are refused with the reason', async () => {
  const read = await reader();
  const none = await read.readFrame({ picture: PICTURE, faces: [] }, { expression: true });
  const two = await read.readFrame(
    { picture: PICTURE, faces: [FACE, drawnLandmarks({ x: 500 })] },
    { expression: true },
  );
  expect(none).toMatchObject({ ok: true, value: { frame: null, hint: 'no-face', quality: 0 } });
  expect(two).toMatchObject({ ok: true, value: { frame: null, hint: 'several-faces', quality: 0 } });
});

test('where the model is left out, the rules read', async () => {
  const read = createFaceReader({ assets: assetsOf({}), createSession: async () => joyfulSession() });
  const smiling = drawnLandmarks({ smile: 0.15 });
  const found = await read.readFrame({ picture: PICTURE, faces: [smiling] }, { expression: true });
  expect(found).toMatchObject({ ok: true, value: { model: { id: 'face-rules', path: 'rules' } } });
  expect(found.ok && found.value.frame!.distribution.joy).toBeGreaterThan(0.5);
});

test('a corrupt file is an error, not a reason for rules, and is tried again', async () => {
  const files: Record<string, Uint8Array<ArrayBuffer>> = {
    'model.json': await manifest(),
    'network.onnx': new TextEncoder().encode('tampered!'),
    'geometry.bin': GEOMETRY,
  };
  const read = createFaceReader({ assets: assetsOf(files), createSession: async () => joyfulSession() });
  const seen = { picture: PICTURE, faces: [FACE] };
  expect(await read.readFrame(seen, { expression: true })).toMatchObject({
    ok: false,
    error: { code: 'model-corrupt', path: 'network.onnx' },
  });
  files['network.onnx'] = NETWORK;
  expect(await read.readFrame(seen, { expression: true })).toMatchObject({ ok: true });
});

test('a runtime that fails is an error', async () => {
  const session: TensorSession = {
    run: async () => Promise.reject(new Error('out of memory')),
    release: async () => {},
  };
  const found = await (await reader({ session })).readCrop(new Float32Array(48 * 48));
  expect(found).toEqual({ ok: false, error: { code: 'crashed', reason: 'out of memory' } });
});

test('a crop alone is read without geometry', async () => {
  const found = await (await reader({ output: { geometryShare: 1 } })).readCrop(new Float32Array(48 * 48));
  expect(found.ok && found.value.joy).toBeGreaterThan(0.8);
});

test('after it was disposed of it loads again', async () => {
  const asked: string[] = [];
  const read = await reader({ asked });
  const seen = { picture: PICTURE, faces: [FACE] };
  await read.readFrame(seen, { expression: true });
  await read.dispose();
  expect(await read.readFrame(seen, { expression: true })).toMatchObject({ ok: true });
  expect(asked.filter((path) => path === 'network.onnx')).toHaveLength(2);
});
