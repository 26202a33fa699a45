import { readFile } from 'node:fs/promises';
import { utf8 } from '@undertone/base/bytes';
import { ok, unwrap } from '@undertone/base/result';
import { likeliest } from '@undertone/emotion/distribution';
import { createOrtSessions } from '@undertone/inference/ort-session';
import { createTextReader } from '@undertone/inference/text/text-reader';
import * as ort from 'onnxruntime-web/wasm';
import { afterEach, expect, it, vi } from 'vitest';
import { sha256Hex } from '../offline/verified-files.ts';
import type { PackPin } from './pack-pin.ts';
import type { ModelFiles } from '../inference/model-files.ts';
import { createPackShelf } from './pack-shelf.ts';
import { createPacks } from './packs.ts';
import { createPacksInUse } from './packs-in-use.ts';
import { tinyTokenizer } from './tiny-tokenizer.testkit.ts';
import { withPackFiles } from './pack-files.ts';
import { loadTextPack } from './text-pack.ts';

const models = new URL('../../../models/', import.meta.url);
const NETWORK = new Uint8Array(await readFile(new URL('reference/tiny-roberta.onnx', import.meta.url)));
const TOKENIZER = utf8(JSON.stringify(tinyTokenizer()));
const PIN: PackPin = {
  id: 'words-tiny',
  task: 'text-emotion',
  name: 'tiny',
  revision: 'abc',
  licence: 'MIT',
  files: [
    { role: 'network', bytes: NETWORK.length, sha256: await sha256Hex(NETWORK) },
    { role: 'tokenizer', sha256: await sha256Hex(TOKENIZER) },
  ],
};

ort.env.wasm.numThreads = 1;
const createSession = createOrtSessions(ort);

/** The shipped files and a device's pack, as the page hands both to the worker. */
function needWith(pack: Readonly<Record<string, Uint8Array<ArrayBuffer>>>) {
  return async (modelId: string, path: string) =>
    modelId === PIN.id
      ? (pack[path]?.slice() ?? null)
      : new Uint8Array(await readFile(new URL(`${modelId}/${path}`, models)));
}

function readerWith(pack: Readonly<Record<string, Uint8Array<ArrayBuffer>>>) {
  const need = needWith(pack);
  return createTextReader({
    assets: { fetch: need },
    createSession,
    loadLarger: (language) => loadTextPack(PIN, language, need, createSession),
  });
}

afterEach(() => vi.unstubAllGlobals());

it('reads English in its makers’ own pieces, signs as itself, and leaves padding out', async () => {
  const reader = readerWith({ network: NETWORK, tokenizer: TOKENIZER });
  const text =
    'I was so happy this morning when the letter came at last and the whole house was awake. I am afraid.';
  const { score, sentences, language } = unwrap(await reader.read(text));
  expect(language).toBe('en');
  expect(score).toMatchObject({ modality: 'text', modelId: 'text-go-emotions', modelVersion: '1.0.0' });
  expect(sentences.map(({ distribution }) => likeliest(distribution))).toEqual(['joy', 'fear']);
  expect(score.distribution.anger).toBeLessThan(0.05);
});

it('leaves Spanish, and a pack that the browser let go, to the shipped models', async () => {
  const spanish = readerWith({ network: NETWORK, tokenizer: TOKENIZER });
  const read = await spanish.read('Hoy estoy muy contenta porque por fin llegó la carta de mi hermana.');
  expect(unwrap(read).score.modelId).toBe('text-es');
  const gone = readerWith({});
  const shipped = await gone.read('I was so happy this morning when the letter came at last.');
  expect(unwrap(shipped).score.modelId).toBe('text-en');
});

it('reads on with the shipped model when the kept copy of the pack was damaged, and the page says so', async () => {
  const kept = new Map<string, Response>();
  const shelf = createPackShelf({
    origin: 'https://journal.example',
    openCache: async () => ({
      match: async (key) => kept.get(key)?.clone(),
      put: async (key, response) => void kept.set(key, response),
      delete: async (key) => kept.delete(key),
      keys: async () => [...kept.keys()].map((url) => ({ url })),
    }),
  });
  for (const [at, bytes] of [NETWORK.map((byte, i) => (i === 40 ? byte ^ 1 : byte)), TOKENIZER].entries()) {
    await shelf.add(PIN.id, PIN.files[at]!.sha256, 0, bytes);
    await shelf.seal(PIN.id, PIN.files[at]!.sha256);
  }
  const unused = async () => {
    throw new Error('nobody is asked');
  };
  const packs = createPacks({
    pins: [PIN],
    callApi: unused,
    outbound: { send: unused, fetchPinned: unused },
    shelf,
    inUse: createPacksInUse(
      () => PIN.id,
      () => undefined,
    ),
  });
  const shipped: ModelFiles = {
    obtain: async (modelId, path) =>
      ok(new Uint8Array(await readFile(new URL(`${modelId}/${path}`, models)))),
    sizeBytes: () => 0,
    keep: async () => undefined,
  };
  const files = withPackFiles(shipped, PIN, packs);
  const need = async (modelId: string, path: string) => {
    const obtained = await files.obtain(modelId, path);
    return obtained.ok ? obtained.value : null;
  };
  const reader = createTextReader({
    assets: { fetch: need },
    createSession,
    loadLarger: (language) => loadTextPack(PIN, language, need, createSession),
  });
  const read = await reader.read('I was so happy this morning when the letter came at last.');
  expect(unwrap(read).score.modelId).toBe('text-en');
  expect(packs.packs.value[0]?.state).toEqual({ kind: 'failed', reason: 'spoiled', loadedBytes: 0 });
});

it('reads with the pack again once it is back', async () => {
  const pack: Record<string, Uint8Array<ArrayBuffer>> = {};
  const reader = readerWith(pack);
  const text = 'I was so happy this morning when the letter came at last.';
  expect(unwrap(await reader.read(text)).score.modelId).toBe('text-en');
  Object.assign(pack, { network: NETWORK, tokenizer: TOKENIZER });
  expect(unwrap(await reader.read(text)).score.modelId).toBe('text-go-emotions');
  for (const name of Object.keys(pack)) delete pack[name];
  expect(unwrap(await reader.read(text)).score.modelId).toBe('text-go-emotions');
});

it('refuses a network or a tokenizer that is not the pinned one', async () => {
  const flip = (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte, at) => (at === 40 ? byte ^ 1 : byte));
  for (const role of ['network', 'tokenizer'] as const) {
    const files = { network: NETWORK, tokenizer: TOKENIZER };
    const need = needWith({ ...files, [role]: flip(files[role]) });
    expect(await loadTextPack(PIN, 'en', need, createSession)).toEqual({
      ok: false,
      error: { code: 'model-corrupt', modelId: PIN.id, path: role },
    });
  }
});

it('asks nobody but the page for a byte', async () => {
  const asked = vi.fn<() => Promise<never>>(() => Promise.reject(new Error('no network here')));
  vi.stubGlobal('fetch', asked);
  vi.stubGlobal('XMLHttpRequest', asked);
  const need = needWith({ network: NETWORK, tokenizer: TOKENIZER });
  const loaded = await loadTextPack(PIN, 'en', need, createSession);
  const model = unwrap(loaded);
  expect(await model?.read([['happy']], undefined, ['happy'])).toHaveLength(1);
  expect(asked).not.toHaveBeenCalled();
});
