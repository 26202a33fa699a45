import { utf8 } from '@undertone/base/bytes';
import { expect, test } from 'vitest';
import { isHeavy, readBuildList } from './build-list.ts';
import {
  cacheKey,
  dropStaleFiles,
  obtainFile,
  sha256Hex,
  type BuildFile,
  type FileCache,
} from './verified-files.ts';

const ORIGIN = 'https://journal.example';

class FakeCache implements FileCache {
  readonly kept = new Map<string, Response>();
  match = async (key: string) => this.kept.get(key)?.clone();
  put = async (key: string, response: Response) => void this.kept.set(key, response);
  delete = async (key: string) => this.kept.delete(key);
  keys = async () => [...this.kept.keys()].map((url) => ({ url }));
}

async function fileOf(text: string, url = '/assets/app.js'): Promise<BuildFile> {
  return { url, sha256: await sha256Hex(utf8(text)) };
}

/** Answers with one text after the other, the last one for ever. */
function serve(...texts: (string | null)[]) {
  const asked: string[] = [];
  const fetchFile = async (_url: string, mode: string) => {
    asked.push(mode);
    const text = texts.length > 1 ? texts.shift() : texts[0];
    if (text === null || text === undefined) throw new TypeError('Failed to fetch');
    return new Response(text, {
      headers: {
        'cross-origin-embedder-policy': 'require-corp',
        'content-encoding': 'br',
        'content-length': '3',
      },
    });
  };
  return { fetchFile, asked };
}

test('a file with the bytes of the build is kept, with the headers that isolate the page', async () => {
  const cache = new FakeCache();
  const { fetchFile, asked } = serve('good');
  const file = await fileOf('good');
  const first = await obtainFile(file, { cache, fetchFile, origin: ORIGIN });
  const second = await obtainFile(file, { cache, fetchFile, origin: ORIGIN });
  if (!first.ok || !second.ok) throw new Error('refused');
  expect(await second.value.text()).toBe('good');
  expect(second.value.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  expect(second.value.headers.get('content-encoding')).toBeNull();
  expect(second.value.headers.get('content-length')).toBeNull();
  expect(asked).toEqual(['default']);
});

test('a corrupted file is fetched once more past the HTTP cache', async () => {
  const { fetchFile, asked } = serve('bad', 'good');
  const obtained = await obtainFile(await fileOf('good'), {
    cache: new FakeCache(),
    fetchFile,
    origin: ORIGIN,
  });
  expect(obtained.ok && (await obtained.value.text())).toBe('good');
  expect(asked).toEqual(['default', 'reload']);
});

test('a file that stays corrupted is refused and never kept', async () => {
  const cache = new FakeCache();
  const { fetchFile } = serve('bad');
  expect(await obtainFile(await fileOf('good'), { cache, fetchFile, origin: ORIGIN })).toEqual({
    ok: false,
    error: 'corrupt',
  });
  expect(cache.kept.size).toBe(0);
});

test('an error page or no network is no file', async () => {
  const file = await fileOf('good');
  const parts = { cache: new FakeCache(), origin: ORIGIN };
  const none = await obtainFile(file, { ...parts, fetchFile: serve(null).fetchFile });
  const page = await obtainFile(file, {
    ...parts,
    fetchFile: async () => new Response('good', { status: 404 }),
  });
  expect([none, page]).toEqual([
    { ok: false, error: 'unreachable' },
    { ok: false, error: 'unreachable' },
  ]);
});

test('a full disk does not keep a good file from being used now', async () => {
  const cache = new FakeCache();
  cache.put = async () => {
    throw new DOMException('', 'QuotaExceededError');
  };
  const obtained = await obtainFile(await fileOf('good'), { cache, ...serve('good'), origin: ORIGIN });
  expect(obtained.ok).toBe(true);
});

test('two builds lie beside each other, and what neither names is dropped', async () => {
  const cache = new FakeCache();
  const [older, newer, gone] = [await fileOf('1'), await fileOf('2'), await fileOf('0')];
  for (const file of [older, newer, gone]) cache.kept.set(cacheKey(file, ORIGIN), new Response());
  await dropStaleFiles(cache, [[newer], [older]], ORIGIN);
  expect([...cache.kept.keys()]).toEqual([cacheKey(older, ORIGIN), cacheKey(newer, ORIGIN)]);
});

test('the build list names the document by the address it is served at, and every row has a hash', async () => {
  const hash = btoa(String.fromCharCode(0xab, ...Array<number>(31).fill(1)));
  const [document, model] = readBuildList([
    { url: 'index.html', integrity: `sha256-${hash}` },
    { url: 'assets/models/text-en/x.onnx', integrity: `sha256-${hash}` },
  ]);
  expect(document).toEqual({ url: '/', sha256: `ab${'01'.repeat(31)}` });
  expect([document, model].map((file) => file !== undefined && isHeavy(file))).toEqual([false, true]);
  expect(() => readBuildList([{ url: 'index.html' }])).toThrow();
});
