import { readFile, writeFile } from 'node:fs/promises';
import { LABELS } from '@undertone/emotion/labels';
import { MODALITIES } from '@undertone/emotion/modality';
import { ABSTENTIONS } from '@undertone/emotion/modality-score';
import * as v from 'valibot';

const shareSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const affectSchema = v.pipe(v.number(), v.minValue(-1), v.maxValue(1));

const PredictionSchema = v.object({
  modality: v.picklist(MODALITIES),
  /** The corpus that it came from. */
  source: v.pipe(v.string(), v.minLength(1)),
  /** As the corpus says, where it does. */
  split: v.optional(v.string()),
  /** Who speaks or is seen, where known: one person is never on both sides of a study. */
  group: v.optional(v.string()),
  /** What is true of it: rows with several labels or none are left out of the file. */
  label: v.picklist(LABELS),
  /** In the order of LABELS, as the product would put it into the score. */
  distribution: v.pipe(v.array(shareSchema), v.length(LABELS.length)),
  valence: affectSchema,
  arousal: affectSchema,
  quality: shareSchema,
  abstained: v.nullable(v.picklist(ABSTENTIONS)),
});

/** What a model said of one row of an evaluation: what fusion's reliabilities and its study are made from. */
export type Prediction = v.InferOutput<typeof PredictionSchema>;

/** One JSON array; numbers at full precision. */
export async function writePredictions(path: string, predictions: readonly Prediction[]): Promise<void> {
  const rows = predictions.map((prediction) => JSON.stringify(v.parse(PredictionSchema, prediction)));
  await writeFile(path, `[\n${rows.join(',\n')}\n]\n`);
}

/** Throws on a file that {@link writePredictions} would not have written. */
export async function readPredictions(path: string): Promise<readonly Prediction[]> {
  return v.parse(v.array(PredictionSchema), JSON.parse(await readFile(path, 'utf8')));
}
