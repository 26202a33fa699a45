import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { printFormatVectors } from './format-vectors.ts';

it('computes the very vectors that docs/format.md gives', async () => {
  const document = await readFile(new URL('../../../docs/format.md', import.meta.url), 'utf8');
  const [, written] = /<!-- vectors -->\n```json\n([\s\S]*?)\n```\n/.exec(document) ?? [];
  expect(await printFormatVectors()).toBe(written);
});
