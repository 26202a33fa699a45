import { unwrap } from '@undertone/base/result';
import { placeOf } from '@undertone/inference/text/circumplex';
import { createTextReader } from '@undertone/inference/text/text-reader';
import { folderAssets, nodeSessions } from './node-models.ts';

/** A text with its place on EmoBank's scales, each 1 … 5 with 3 in the middle. */
export interface PlacedText {
  readonly text: string;
  readonly valence: number;
  readonly arousal: number;
}

export interface PlaceMetrics {
  readonly rows: number;
  /** Pearson's r of the model's head, and of what the seven labels alone give by rule (no EmoBank data in it). */
  readonly r: { readonly valence: number; readonly arousal: number };
  readonly rByRule: { readonly valence: number; readonly arousal: number };
}

/** Parses the columns text, V, A of a TSV with a header line. */
export function parsePlacedTexts(tsv: string): readonly PlacedText[] {
  return tsv
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [text = '', valence, arousal] = line.split('\t');
      return { text, valence: Number(valence), arousal: Number(arousal) };
    });
}

export async function placeRows(rows: readonly PlacedText[]): Promise<PlaceMetrics> {
  const reader = createTextReader({ assets: folderAssets(), createSession: nodeSessions() });
  const scores = [];
  for (const { text } of rows) scores.push(unwrap(await reader.read(text, { language: 'en' })).score);
  await reader.dispose();
  const byRule = scores.map(({ distribution }) => placeOf(distribution));
  const [valences, arousals] = [rows.map(({ valence }) => valence), rows.map(({ arousal }) => arousal)];
  const against = (places: readonly { valence: number; arousal: number }[]) => ({
    valence: correlation(
      places.map(({ valence }) => valence),
      valences,
    ),
    arousal: correlation(
      places.map(({ arousal }) => arousal),
      arousals,
    ),
  });
  return { rows: rows.length, r: against(scores), rByRule: against(byRule) };
}

/** Pearson's r. */
export function correlation(left: readonly number[], right: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(left), mean(right)];
  const covariance = left.reduce((sum, value, index) => sum + (value - a) * (right[index]! - b), 0);
  const spread = (values: readonly number[], centre: number) =>
    Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0));
  return covariance / (spread(left, a) * spread(right, b));
}
