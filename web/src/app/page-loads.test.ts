import { systemRandom } from '@undertone/base/clock';
import { expect, test } from 'vitest';
import { toLedgerLines, type LoadTiming } from './page-loads.ts';

const PARTS = { origin: 'https://journal.example', timeOrigin: 1000, random: systemRandom };

const timing = (change: Partial<LoadTiming>): LoadTiming => ({
  name: 'https://journal.example/assets/app.js?v=secret',
  initiatorType: 'script',
  startTime: 5.4,
  transferSize: 300,
  ...change,
});

test('what the browser loads by itself is in the ledger, without its query', () => {
  expect(toLedgerLines([timing({})], PARTS)).toMatchObject([
    { at: 1005, path: '/assets/app.js', via: 'fetch', responseBytes: 300, requestBytes: 0 },
  ]);
  expect(toLedgerLines([timing({ initiatorType: 'navigation' })], PARTS)[0]?.via).toBe('navigation');
});

test('what came from a cache, or was noted by the one way out, is not noted again', () => {
  const none = [timing({ transferSize: 0 }), timing({ initiatorType: 'fetch' }), timing({ name: 'blob:x' })];
  expect(toLedgerLines(none, PARTS)).toEqual([]);
});

test('another host would be shown by name', () => {
  const line = toLedgerLines([timing({ name: 'https://elsewhere.example/pixel.gif?who=me' })], PARTS)[0];
  expect(line?.path).toBe('https://elsewhere.example/pixel.gif');
});
