import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

type Cell = string | number;
type Row = Readonly<Record<string, Cell>>;

interface Manifest {
  readonly files: readonly { readonly bytes: number }[];
  readonly evaluation: readonly {
    readonly command: string;
    readonly figures: Readonly<Record<string, number>>;
  }[];
}

/** What the tables below are made of: the benchmarks' results and the models' manifests. */
export interface ReadingFigures {
  /** Rows of bench/results/<name>.json. */
  readonly rowsOf: (bench: string) => readonly Row[];
  readonly manifestOf: (modelId: string) => Manifest;
}

const readJson = (...path: readonly string[]): unknown =>
  JSON.parse(readFileSync(join(ROOT, ...path), 'utf8'));

export const committedFigures: ReadingFigures = {
  rowsOf: (bench) =>
    (readJson('bench', 'results', `${bench}.json`) as { readonly rows: readonly Row[] }).rows,
  manifestOf: (modelId) => readJson('models', modelId, 'model.json') as Manifest,
};

interface Modality {
  readonly name: string;
  readonly bench: string;
  /** How the row begins that measures a warm reading, one from the cache, and the first ever. */
  readonly warm: string;
  readonly cached: string;
  readonly first: string;
  /** Its network in the table of WebGPU. */
  readonly network: string;
  readonly models: readonly string[];
  /** PRODUCT.md, ms at p50. */
  readonly budgetMs: number;
  /** What the reference systems state of theirs, on a server, ms. */
  readonly reference: string;
}

const MODALITIES: readonly Modality[] = [
  {
    name: '40 words',
    bench: 'text-reading-browser',
    warm: 'warm, from the page',
    cached: 'first reading after a load',
    first: 'first reading ever',
    network: '40 words',
    models: ['text-en', 'text-language'],
    budgetMs: 10,
    reference: '100–300',
  },
  {
    name: '5 s of voice',
    bench: 'voice-reading-browser',
    warm: '5 s with prosody',
    cached: 'first reading after a load',
    first: 'first reading ever',
    network: '5 s of voice',
    models: ['voice-tone'],
    budgetMs: 100,
    reference: '500–1000',
  },
  {
    name: 'a 640 × 480 frame',
    bench: 'face-reading',
    warm: 'a 640 × 480 frame, warm',
    cached: 'first frame after a load',
    first: 'first frame ever',
    network: 'a crop of a face',
    models: ['face-landmarks', 'face-expression'],
    budgetMs: 50,
    reference: '300–800',
  },
];

const NOT_YET = 'not measured yet';

/** Each reading beside its budget and the reference systems, a column a modality. Times are ms, p50 / p95. */
export function readingTable({ rowsOf, manifestOf }: ReadingFigures): readonly Row[] {
  const line = (what: string, cellOf: (modality: Modality) => Cell): Row => ({
    what,
    ...Object.fromEntries(MODALITIES.map((modality) => [modality.name, cellOf(modality)])),
  });
  const timed = (what: string, start: (modality: Modality) => string): Row =>
    line(what, (modality) =>
      sayTimes(rowsOf(modality.bench).find((row) => String(row['what']).startsWith(start(modality)))),
    );
  const onRuntime = (what: string, runtime: string): Row =>
    line(what, ({ network }) =>
      sayTimes(
        rowsOf('webgpu').find(
          (row) => row['network'] === network && String(row['runtime']).startsWith(runtime),
        ),
      ),
    );
  const memory = (what: string, at: 0 | -1): Row =>
    line(
      what,
      ({ bench }) =>
        rowsOf(bench)
          .map((row) => row['memory MB'])
          .filter((cell) => typeof cell === 'number')
          .at(at) ?? NOT_YET,
    );
  return [
    timed('warm, from the page to the worker and back', ({ warm }) => warm),
    line('budget at p50', ({ budgetMs }) => budgetMs),
    line('reference systems, as they state it, on a server', ({ reference }) => reference),
    timed('cold: first after a load, files in the cache', ({ cached }) => cached),
    timed('first ever, files from a server on the same machine', ({ first }) => first),
    onRuntime('its network alone, WASM, one thread', 'WASM, one thread'),
    onRuntime('its network alone, WASM, two threads', 'WASM, two threads'),
    onRuntime('its network alone, WebGPU', 'WebGPU'),
    memory('memory of page and workers before, MB', 0),
    memory('memory after the whole run, MB', -1),
    line('models to download, MB', ({ models }) =>
      megabytes(models.reduce((sum, id) => sum + bytesOf(manifestOf(id)), 0)),
    ),
  ];
}

interface Goal {
  readonly model: string;
  /** Part of the command that measured it. */
  readonly command: string;
  readonly figure: string;
  readonly what: string;
  readonly aim: number;
  readonly atMost?: true;
}

const voiceGoals = (source: string, figure: string, aim: number, what: string): Goal => ({
  model: 'voice-tone',
  command: `--source ${source}`,
  figure,
  what,
  aim,
});
const faceGoal = (figure: string, aim: number, what: string, atMost?: true): Goal => ({
  model: 'face-expression',
  command: 'ferplus_valid.npz',
  figure,
  what: `face, FER+ valid: ${what}`,
  aim,
  ...(atMost && { atMost }),
});

const GOALS: readonly Goal[] = [
  voiceGoals('ravdess', 'uar', 0.62, 'voice, RAVDESS dev speakers: UAR of 7 classes'),
  voiceGoals('nemo', 'uar', 0.52, 'voice, nEMO dev speaker: UAR of 6 classes'),
  voiceGoals('ravdess', 'bySource.ravdess.arousalAuc', 0.88, 'voice, RAVDESS dev speakers: arousal AUC'),
  voiceGoals('nemo', 'bySource.nemo.arousalAuc', 0.88, 'voice, nEMO dev speaker: arousal AUC'),
  voiceGoals('emodb', 'bySource.emodb.arousalAuc', 0.8, 'voice, EMO-DB, never trained on: arousal AUC'),
  voiceGoals('ased', 'bySource.ased.arousalAuc', 0.8, 'voice, ASED, never trained on: arousal AUC'),
  voiceGoals('emotale', 'bySource.emotale.arousalAuc', 0.8, 'voice, EmoTale, never trained on: arousal AUC'),
  faceGoal('accuracy', 0.845, 'accuracy'),
  faceGoal('uar', 0.73, 'UAR of 7 classes'),
  faceGoal('ece', 0.05, 'ECE', true),
  faceGoal('coverageAtAccuracy95', 0.6, 'share answered at accuracy ≥ .95'),
];

const SIZES = [
  { model: 'voice-tone', aimMb: 1 },
  { model: 'face-expression', aimMb: 1.5 },
] as const;

/** What voice and face were to reach, beside what the models' manifests say that they do. */
export function goalTable({ manifestOf }: ReadingFigures): readonly Row[] {
  return [
    ...GOALS.map(({ model, command, figure, what, aim, atMost }) => {
      const run = manifestOf(model).evaluation.find((one) => one.command.includes(command));
      const measured = run?.figures[figure];
      if (measured === undefined) throw new Error(`${model} has no figure ${figure} of ${command}`);
      const met = atMost ? measured <= aim : measured >= aim;
      return { what, aim: `${atMost ? '≤' : '≥'} ${aim}`, measured, met: met ? 'yes' : 'no' };
    }),
    ...SIZES.map(({ model, aimMb }) => {
      const measured = megabytes(bytesOf(manifestOf(model)));
      return { what: `${model}, MB`, aim: `≤ ${aimMb}`, measured, met: measured <= aimMb ? 'yes' : 'no' };
    }),
  ];
}

function sayTimes(row: Row | undefined): string {
  if (row === undefined) return NOT_YET;
  const { 'p50 ms': p50, 'p95 ms': p95, samples } = row;
  if (typeof p50 !== 'number') return String(p50);
  return samples === 1 ? String(p50) : `${p50} / ${p95}`;
}

const bytesOf = ({ files }: Manifest) => files.reduce((sum, { bytes }) => sum + bytes, 0);
const megabytes = (bytes: number) => Number((bytes / 1e6).toFixed(2));
