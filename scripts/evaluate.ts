/**
 * npm run -s evaluate -- text FILE.tsv.gz [--prior 0|0.5|1] [--lang en|es] [--source goemotions]
 *
 * The last line it prints is one JSON object: see `TextMetrics`. Runs the product's reader on the browser's WASM.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readRows } from './evaluate-text.ts';
import { NODE_RUNTIME } from './node-models.ts';
import { textMetrics } from './text-metrics.ts';
import { parseTextRows } from './text-rows.ts';

const USAGE = 'usage: npm run -s evaluate -- text FILE.tsv.gz [--prior 0..1] [--lang en|es] [--source NAME]';

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { prior: { type: 'string' }, lang: { type: 'string', default: 'en' }, source: { type: 'string' } },
});
const [modality, path] = positionals;
if (modality !== 'text' || path === undefined) fail(USAGE);
const language =
  values.lang === 'en' || values.lang === 'es' ? values.lang : fail(`--lang is en or es\n${USAGE}`);
const prior = values.prior === undefined ? undefined : Number(values.prior);
if (prior !== undefined && !(prior >= 0 && prior <= 1)) fail(`--prior is a number from 0 to 1\n${USAGE}`);

const bytes = await readFile(path).catch((error: unknown) => fail(`cannot read ${path}: ${String(error)}`));
const parsed = parseTextRows(bytes);
if (!parsed.ok) fail(`${path}, line ${parsed.error.line}: ${parsed.error.reason}`);
const rows = parsed.value.filter(({ source }) => values.source === undefined || source === values.source);
if (rows.length === 0) fail(`${path}: no rows${values.source === undefined ? '' : ` from ${values.source}`}`);

const { scored, abstentions } = await readRows(rows, { language, ...(prior === undefined ? {} : { prior }) });
const metrics = textMetrics(scored);
console.log(
  JSON.stringify(
    { ...metrics, abstentions, language, prior: prior ?? 'model', runtime: NODE_RUNTIME },
    (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(4)) : value),
  ),
);
