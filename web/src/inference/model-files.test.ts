import { parseUtf8, utf8 } from '@undertone/base/bytes';
import { err, ok, unwrap } from '@undertone/base/result';
import { expect, test } from 'vitest';
import type { Outbound, OutboundRequest } from '../app/outbound.ts';
import { sha256Hex, type FileCache } from '../offline/verified-files.ts';
import { createModelFiles } from './model-files.ts';

const ORIGIN = 'https://journal.example';

async function setUp(served: Record<string, string>) {
  const requests: OutboundRequest[] = [];
  const kept = new Map<string, Response>();
  const cache: FileCache = {
    match: async (key) => kept.get(key)?.clone(),
    put: async (key, response) => void kept.set(key, response),
    delete: async () => true,
    keys: async () => [],
  };
  const outbound: Outbound = {
    send: async (request) => {
      requests.push(request);
      const text = served[request.path];
      if (text === undefined) return err('offline');
      request.onProgress?.(text.length, null);
      return ok({ status: 200, contentType: '', bytes: utf8(text) });
    },
    fetchPinned: () => {
      throw new Error('not used here');
    },
    openSocket: () => {
      throw new Error('not used');
    },
  };
  const file = async (path: string, text: string) => ({
    path,
    bytes: text.length,
    sha256: await sha256Hex(utf8(text)),
  });
  const files = createModelFiles({
    outbound,
    openCache: async () => cache,
    origin: ORIGIN,
    models: [
      {
        id: 'text-en',
        manifest: { files: [await file('network.onnx', 'network'), await file('words.txt', 'words')] },
        urls: {
          'network.onnx': '/assets/models/text-en/n.onnx',
          'words.txt': '/assets/models/text-en/w.txt',
        },
      },
    ],
    runtime: { url: '/assets/ort.wasm', bytes: 7, sha256: await sha256Hex(utf8('runtime')) },
  });
  return { files, requests, served };
}

const GOOD = {
  '/assets/models/text-en/n.onnx': 'network',
  '/assets/models/text-en/w.txt': 'words',
  '/assets/ort.wasm': 'runtime',
};

test('a model file is fetched once, by two who want it at the same time and ever after', async () => {
  const { files, requests } = await setUp({ ...GOOD });
  const both = await Promise.all([
    files.obtain('text-en', 'network.onnx'),
    files.obtain('text-en', 'network.onnx'),
  ]);
  await files.obtain('text-en', 'network.onnx');
  expect(both.map((result) => unwrap(parseUtf8(unwrap(result))))).toEqual(['network', 'network']);
  expect(requests).toHaveLength(1);
});

test('once a model is kept, none of its files needs the network', async () => {
  const { files, requests, served } = await setUp({ ...GOOD });
  await files.keep(['text-en']);
  for (const path of Object.keys(served)) delete served[path];
  expect((await files.obtain('runtime', 'runtime')).ok).toBe(true);
  expect((await files.obtain('text-en', 'words.txt')).ok).toBe(true);
  expect(requests).toHaveLength(3);
});

test('what nobody has used yet is not kept ahead', async () => {
  const { files, requests } = await setUp({ ...GOOD });
  await files.keep([]);
  expect(requests.map((request) => request.path)).toEqual(['/assets/ort.wasm']);
});

test('a corrupted model is asked for once more past the HTTP cache, then refused', async () => {
  const { files, requests } = await setUp({ ...GOOD, '/assets/models/text-en/n.onnx': 'n3twork' });
  expect(await files.obtain('text-en', 'network.onnx')).toEqual(err('corrupt'));
  expect(requests.map((request) => request.cache)).toEqual(['default', 'reload']);
});

test('a file that no manifest names does not exist, and without a network it is unreachable', async () => {
  const { files } = await setUp({});
  expect(await files.obtain('text-en', '../../secret')).toEqual(err('unknown'));
  expect(await files.obtain('voice-en', 'model.json')).toEqual(err('unknown'));
  expect(await files.obtain('text-en', 'network.onnx')).toEqual(err('unreachable'));
});

test('the manifest comes with the code, and sizes add up', async () => {
  const { files, requests } = await setUp({});
  expect(unwrap(parseUtf8(unwrap(await files.obtain('text-en', 'model.json'))))).toContain('network.onnx');
  expect(requests).toHaveLength(0);
  expect(files.sizeBytes(['runtime', 'text-en'])).toBe(7 + 7 + 5);
});
