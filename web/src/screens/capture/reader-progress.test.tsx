// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { beforeAll, expect, it } from 'vitest';
import { loadOnDemandWords } from '../../app/i18n.ts';
import type { ReaderStatus } from '../../app/services.ts';
import { show } from '../../ui/render-in-dom.testkit.tsx';
import { ReaderProgress } from './reader-progress.tsx';

beforeAll(loadOnDemandWords);

const waiting = async (loadedBytes: number, share: number | null) => {
  const status = signal<ReaderStatus>({ kind: 'loading', loadedBytes, totalBytes: 1000 });
  const root = await show(<ReaderProgress status={status} label="Listening" share={share} />);
  return { words: root.textContent, bar: root.querySelector('progress')?.value };
};

it('shows the bytes of a reader that is on its way, however much of the file was decoded meanwhile', async () => {
  const { words, bar } = await waiting(250, 0.1);
  expect(words).toContain('Fetching the reader');
  expect(bar).toBeCloseTo(0.25);
});

it('shows how far the file is once the reader is here, before its first answer too', async () => {
  const { words, bar } = await waiting(1000, 0.42);
  expect(words).toContain('Listening');
  expect(bar).toBeCloseTo(0.42);
});

it('goes on showing the reader where it cannot say how far it is', async () => {
  expect((await waiting(1000, null)).words).toContain('Fetching the reader');
});
