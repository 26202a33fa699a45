import { err, ok, type Result } from '@undertone/base/result';
import { LABELS } from '@undertone/emotion/labels';
import * as v from 'valibot';

const unitInterval = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const precision = v.pipe(v.number(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const licence = v.pipe(v.string(), v.minLength(3));

const FileEntry = v.object({
  /** Relative to the model's folder; one level, no way out of it. */
  path: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]*$/)),
  bytes: count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  role: v.picklist([
    'network',
    'vocabulary',
    'linear',
    'valence-arousal',
    'valence-arousal-ngrams',
    'landmarker',
    'geometry',
  ]),
  /** SPDX expression, as the weights in this file carry it. */
  licence,
  /** npm package and version of which the build makes this file; it is then not in the repository. */
  builtFrom: v.optional(v.string()),
});

const Hashing = v.object({
  wordBits: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)),
  charBits: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)),
  charSizes: v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(6))),
});

const EvaluationRow = v.object({
  /** What printed the figures, to be run from the repository's root. */
  command: v.string(),
  on: v.string(),
  rows: count,
  figures: v.record(v.string(), v.number()),
});

/** `models/<id>/model.json`. Unknown keys pass through unread: a newer manifest stays readable. */
const Manifest = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
  task: v.picklist([
    'text-emotion',
    'text-language',
    'voice-emotion',
    'face-landmarks',
    'face-emotion',
    'crisis-phrases',
  ]),
  languages: v.array(v.picklist(['en', 'es'])),
  runtime: v.picklist(['onnxruntime-web', 'inference-package', 'mediapipe-tasks-vision']),
  /** None where the model is code alone. */
  files: v.array(FileEntry),
  budgetBytes: count,
  input: v.looseObject({
    hashing: v.optional(Hashing),
    /** Of the valence and arousal head, where it has n-grams. */
    placeHashing: v.optional(Hashing),
    /** Longest stretch a network reads, in word pieces. */
    maxPieces: v.optional(count),
  }),
  output: v.looseObject({
    labels: v.optional(v.array(v.picklist(LABELS))),
    /** Share of the linear member in the mean of log-probabilities; the network has the rest. */
    linearShare: v.optional(unitInterval),
    /** Share of the regression on landmark geometry in the mean of log-probabilities; the network has the rest. */
    geometryShare: v.optional(unitInterval),
    /** Scores are divided by it before they become probabilities. */
    temperature: v.optional(v.pipe(v.number(), v.minValue(0.05), v.maxValue(20))),
    /** Share of each label in the training data, in the order of `labels`. */
    labelPrior: v.optional(v.array(unitInterval)),
    /** Default strength of the correction p ∝ p / prior^strength. */
    priorStrength: v.optional(unitInterval),
    /** Most that neutral may be given where the training data had none. */
    assumedNeutral: v.optional(unitInterval),
    /** Below this probability of the likeliest label the model abstains. */
    leastProbability: v.optional(unitInterval),
  }),
  /**
   * What fusion starts from, as `npm run -s study -- reliability --write` measured it over all models of the modality;
   * `@undertone/emotion/measured` holds the same numbers, since fusion reads no file.
   */
  fusion: v.optional(
    v.object({
      reliability: unitInterval,
      axisPrecision: v.object({ valence: precision, arousal: precision }),
      rows: count,
      corpora: v.array(v.string()),
    }),
  ),
  evaluation: v.array(EvaluationRow),
  licence: v.object({
    code: licence,
    weights: licence,
    data: v.array(v.object({ name: v.string(), licence })),
  }),
  source: v.string(),
});

export type ModelManifest = v.InferOutput<typeof Manifest>;
export type FileEntry = v.InferOutput<typeof FileEntry>;
export type FileRole = FileEntry['role'];

/** @returns the manifest, or where it first departs from the schema. */
export function parseManifest(
  json: unknown,
): Result<ModelManifest, { readonly code: 'malformed-manifest'; readonly where: string }> {
  const parsed = v.safeParse(Manifest, json);
  if (parsed.success) {
    const { task, files } = parsed.output;
    if (files.length > 0 || task === 'crisis-phrases') return ok(parsed.output);
    return err({ code: 'malformed-manifest', where: 'files: none' });
  }
  const issue = parsed.issues[0];
  return err({ code: 'malformed-manifest', where: `${v.getDotPath(issue) ?? '(root)'}: ${issue.message}` });
}

export function findFile(manifest: ModelManifest, role: FileRole): FileEntry | undefined {
  return manifest.files.find((file) => file.role === role);
}
