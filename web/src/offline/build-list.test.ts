import { expect, test } from 'vitest';
import { isHeavy, isOnDemand, readBuildList } from './build-list.ts';

const file = (url: string) => ({ url, sha256: '' });

test('a row’s address becomes a path, a page’s without the end of its name, the document’s the root, and its hash hexadecimal', () => {
  expect(
    readBuildList([
      { url: 'index.html', integrity: 'sha256-AP8=' },
      { url: 'help/en.html', integrity: 'sha256-AP8=' },
      { url: 'assets/app-1.js', integrity: 'sha256-AQ==' },
    ]),
  ).toEqual([
    { url: '/', sha256: '00ff' },
    { url: '/help/en', sha256: '00ff' },
    { url: '/assets/app-1.js', sha256: '01' },
  ]);
});

test('a row without a hash stops the service worker’s start', () => {
  expect(() => readBuildList([{ url: 'assets/app-1.js' }])).toThrow('no hash for assets/app-1.js');
});

test('models and runtimes are left to the page, the face’s worker and the map to their first use, the rest is the shell', () => {
  const kept = [
    '/',
    '/assets/models/text-en/1-network.onnx',
    '/assets/vision-1.wasm',
    '/assets/places/1-towns.bin',
    '/assets/face-reader.worker-1.js',
    '/assets/gl-base-map-1.js',
    '/assets/maplibre-gl-worker-1.js',
    '/assets/_virtual_undertone-world-1.js',
    '/assets/text-reader.worker-1.js',
  ].filter((url) => !isHeavy(file(url)) && !isOnDemand(file(url)));
  expect(kept).toEqual(['/', '/assets/text-reader.worker-1.js']);
});
