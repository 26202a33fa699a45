import type { Result } from '@undertone/base/result';
import { LABELS } from '@undertone/emotion/labels';
import type { ReadLanguage } from '@undertone/inference/text/language';
import { createTextReader, type ReadError, type TextReader } from '@undertone/inference/text/text-reader';
import type { TextReading } from '@undertone/inference/text/text-reading';
import { folderAssets, nodeSessions } from './node-models.ts';
import type { Prediction } from './predictions.ts';
import type { ScoredRow } from './text-metrics.ts';
import type { TextRow } from './text-rows.ts';

export interface TextEvaluation {
  readonly language: ReadLanguage;
  /** The model's own setting when left out. */
  readonly prior?: number;
}

export interface EvaluatedRows {
  readonly scored: readonly ScoredRow[];
  /** How often each reason for abstaining was given. */
  readonly abstentions: Readonly<Record<string, number>>;
  /** Of the rows with one label. */
  readonly predictions: readonly Prediction[];
}

/**
 * Reads every row as the product would, language detection included. Where the product declines for the language,
 * the row is read once more with the language given, so that an arg-max can be scored; that reading is not timed.
 */
export async function readRows(
  rows: readonly TextRow[],
  { language, prior }: TextEvaluation,
  reader: TextReader = createTextReader({ assets: folderAssets(), createSession: nodeSessions() }),
): Promise<EvaluatedRows> {
  const options = { uiLanguage: language, ...(prior === undefined ? {} : { prior }) };
  await reader.load(language);
  const scored: ScoredRow[] = [];
  const abstentions: Record<string, number> = {};
  const predictions: Prediction[] = [];
  for (const { text, labels, source } of rows) {
    const startedAt = performance.now();
    const reading = must(await reader.read(text, options));
    const elapsedMs = performance.now() - startedAt;
    const { abstained } = reading.score;
    if (abstained !== null) abstentions[abstained] = (abstentions[abstained] ?? 0) + 1;
    const scoredReading =
      reading.language === language ? reading : must(await reader.read(text, { ...options, language }));
    const { distribution, quality } = scoredReading.score;
    scored.push({ labels, distribution, quality, abstained: abstained !== null, elapsedMs });
    const [label, ...others] = labels;
    if (label === undefined || others.length > 0) continue;
    const { valence, arousal } = scoredReading.score;
    predictions.push({
      ...{ modality: 'text', source, label, valence, arousal, quality, abstained },
      distribution: LABELS.map((each) => distribution[each]),
    });
  }
  await reader.dispose();
  return { scored, abstentions, predictions };
}

function must(result: Result<TextReading, ReadError>): TextReading {
  if (!result.ok) throw new Error(`the reader failed: ${JSON.stringify(result.error)}`);
  return result.value;
}
