/**
 * npm run -s evaluate -- text FILE.tsv.gz [--prior 0|0.5|1] [--lang en|es] [--source goemotions]
 *   [--predictions FILE.json]
 * npm run -s evaluate -- language FILE.tsv.gz --lang en|es
 * npm run -s evaluate -- valence-arousal FILE.tsv.gz
 * npm run -s evaluate -- voice FOLDER [--split dev] [--source ravdess] [--predictions FILE.json]
 * npm run -s evaluate -- face FILE.npz|FOLDER [--path network|rules] [--limit ROWS] [--predictions FILE.json]
 * npm run -s evaluate -- face FILE.npz --landmarks OUT.f32
 * npm run -s evaluate -- crisis [FILE.tsv.gz of ordinary text]
 *
 * The last line it prints is one JSON object: see `TextMetrics`, `LanguageMetrics`, `PlaceMetrics`, `VoiceMetrics`,
 * `FaceMetrics` and `CrisisMetrics`. Everything is read by the product's own code, the networks on the browser's WASM: faces in Chromium,
 * the rest in Node.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { measureCrisis } from './evaluate-crisis.ts';
import { detectRows } from './evaluate-language.ts';
import { parsePlacedTexts, placeRows } from './evaluate-place.ts';
import { readFaces, writeLandmarks } from './evaluate-face.ts';
import { readRows } from './evaluate-text.ts';
import { readVoiceFolder } from './evaluate-voice.ts';
import { faceMetrics } from './face-metrics.ts';
import { NODE_RUNTIME } from './node-models.ts';
import { writePredictions } from './predictions.ts';
import { textMetrics } from './text-metrics.ts';
import { parseTextRows, type TextRow } from './text-rows.ts';
import { voiceMetrics } from './voice-metrics.ts';

const USAGE = `usage: npm run -s evaluate -- text FILE.tsv.gz [--prior 0..1] [--lang en|es] [--source NAME]
         [--predictions FILE.json]
       npm run -s evaluate -- language FILE.tsv.gz --lang en|es
       npm run -s evaluate -- valence-arousal FILE.tsv.gz
       npm run -s evaluate -- voice FOLDER [--split NAME] [--source NAME] [--predictions FILE.json]
       npm run -s evaluate -- face FILE.npz|FOLDER [--path network|rules] [--limit ROWS]
         [--predictions FILE.json | --landmarks OUT.f32]
       npm run -s evaluate -- crisis [FILE.tsv.gz]`;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function print(metrics: object, runtime = NODE_RUNTIME): void {
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toFixed(4)) : value;
  console.log(JSON.stringify({ ...metrics, runtime }, rounded));
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    prior: { type: 'string' },
    lang: { type: 'string', default: 'en' },
    source: { type: 'string' },
    split: { type: 'string' },
    predictions: { type: 'string' },
    path: { type: 'string', default: 'network' },
    limit: { type: 'string' },
    landmarks: { type: 'string' },
  },
});
const [what, path = what === 'crisis' ? '' : fail(USAGE)] = positionals;
const language =
  values.lang === 'en' || values.lang === 'es' ? values.lang : fail(`--lang is en or es\n${USAGE}`);
const prior = values.prior === undefined ? undefined : Number(values.prior);
if (prior !== undefined && !(prior >= 0 && prior <= 1)) fail(`--prior is a number from 0 to 1\n${USAGE}`);

async function fileBytes(file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => fail(`cannot read ${file}: ${String(error)}`));
}

async function labelledRows(file: string): Promise<readonly TextRow[]> {
  const parsed = parseTextRows(await fileBytes(file));
  if (!parsed.ok) fail(`${path}, line ${parsed.error.line}: ${parsed.error.reason}`);
  const rows = parsed.value.filter(({ source }) => values.source === undefined || source === values.source);
  return rows.length > 0
    ? rows
    : fail(`${path}: no rows${values.source === undefined ? '' : ` from ${values.source}`}`);
}

switch (what) {
  case 'text': {
    const { scored, abstentions, predictions } = await readRows(await labelledRows(path), {
      language,
      ...(prior === undefined ? {} : { prior }),
    });
    if (values.predictions !== undefined) await writePredictions(values.predictions, predictions);
    print({ ...textMetrics(scored), abstentions, language, prior: prior ?? 'model' });
    break;
  }
  case 'language':
    print({
      ...(await detectRows(
        (await labelledRows(path)).map(({ text }) => text),
        language,
      )),
      language,
    });
    break;
  case 'valence-arousal':
    print(await placeRows(parsePlacedTexts(gunzipSync(await fileBytes(path)).toString('utf8'))));
    break;
  case 'voice': {
    const { split, source } = values;
    const { scored, predictions } = await readVoiceFolder(path, { split, source });
    if (values.predictions !== undefined) await writePredictions(values.predictions, predictions);
    print({ ...voiceMetrics(scored), split: split ?? 'all' });
    break;
  }
  case 'face': {
    const { landmarks, predictions: predictionsPath } = values;
    const limit = values.limit === undefined ? undefined : Number(values.limit);
    const by = values.path === 'network' || values.path === 'rules' ? values.path : fail(USAGE);
    if (landmarks !== undefined) {
      print({ rows: await writeLandmarks(path, landmarks) });
      break;
    }
    const { scored, predictions, hints, browser } = await readFaces(path, { path: by, limit });
    if (predictionsPath !== undefined) await writePredictions(predictionsPath, predictions);
    print({ ...faceMetrics(scored), hints, path: by }, `${browser}, onnxruntime-web wasm, 1 thread`);
    break;
  }
  case 'crisis':
    print(
      await measureCrisis(path === '' ? [] : (await labelledRows(path)).map(({ text }) => text)),
      `Node ${process.versions.node}`,
    );
    break;
  default:
    fail(USAGE);
}
