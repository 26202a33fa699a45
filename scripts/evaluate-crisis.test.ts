import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { measureCrisis, parsePhrases, type CrisisMetrics } from './evaluate-crisis.ts';
import { MODELS_FOLDER } from './node-models.ts';

const FOLDER = join(MODELS_FOLDER, 'crisis-phrases');
const textsOf = async (set: string) =>
  parsePhrases(await readFile(join(FOLDER, 'phrases', `${set}.tsv`), 'utf8')).map(({ text }) => text);

let measured: CrisisMetrics;

beforeAll(async () => {
  measured = await measureCrisis([]);
});

test('finds what its manifest says it finds, no more and no less', async () => {
  const { evaluation } = JSON.parse(await readFile(join(FOLDER, 'model.json'), 'utf8')) as {
    evaluation: readonly { figures: Readonly<Record<string, number>> }[];
  };
  const said = Object.entries(evaluation[0]!.figures).filter(([name]) => !name.startsWith('ordinary'));
  const found = said.map(([name]) => {
    const [set, language, figure] = name.split('.');
    const metrics = measured.sets[`${set}.${language}`]!;
    return [name, Number(metrics[figure as 'emergencyFound'].toFixed(4))];
  });
  expect(found).toEqual(said);
});

test('misses no emergency of the development phrases, and speaks up at none that mean nothing', () => {
  for (const set of ['dev.en', 'dev.es'])
    expect(measured.sets[set]).toMatchObject({ emergencyFound: 1, concernFound: 1, falselyFound: 0 });
});

test('each language has 250 phrases or more, and none stands in two sets', async () => {
  for (const language of ['en', 'es']) {
    const texts = [...(await textsOf(`dev-${language}`)), ...(await textsOf(`heldout-${language}`))];
    expect(texts.length).toBeGreaterThanOrEqual(250);
    const folded = texts.map((text) => text.toLowerCase().replaceAll(/[^\p{L} ]/gu, ''));
    expect(folded.filter((text, index) => folded.indexOf(text) !== index)).toEqual([]);
  }
});

test('a line without its four parts, or of a level nobody knows, is told', () => {
  const head = 'level\tabout\tgroup\ttext\n';
  expect(() => parsePhrases(`${head}none\t-\tidiom\n`)).toThrow('line 2 is no phrase');
  expect(() => parsePhrases(`${head}dire\tself\twish\twords\n`)).toThrow('line 2 is no phrase');
});
