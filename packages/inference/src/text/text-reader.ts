import { err, ok, type Result } from '@undertone/base/result';
import { UNIFORM } from '@undertone/emotion/distribution';
import type { Abstention } from '@undertone/emotion/modality-score';
import type { AssetError } from '../asset-source.ts';
import type { EmotionModel } from './emotion-model.ts';
import { hasEnoughWords, isWordless } from './evidence.ts';
import type { DetectedLanguage, LanguageDetector, ReadLanguage } from './language.ts';
import {
  LANGUAGE_MODEL,
  loadEmotionModel,
  loadLanguageDetector,
  MODEL_OF_LANGUAGE,
  type LoadContext,
} from './load-model.ts';
import { keepOneLanguage } from './one-language.ts';
import { readSentences, type Sentence } from './read-sentences.ts';
import { splitSentences } from './sentences.ts';
import type { TextReading } from './text-reading.ts';
import { wordsOf } from './words.ts';

/** Work stops here (UTF-16 units, about 3,500 words): a longer text is read up to it, and `readUnits` says so. */
export const MAX_UNITS = 20_000;

export type ReadError =
  | AssetError
  | { readonly code: 'crashed'; readonly reason: string }
  | { readonly code: 'cancelled' };

export interface ReadOptions {
  /** Tips the balance when the text itself leaves its language nearly open. */
  readonly uiLanguage?: ReadLanguage;
  /** The caller knows the language: nothing is detected. */
  readonly language?: ReadLanguage;
  /** Strength of the prior correction, 0 … 1; the model's own setting when left out. */
  readonly prior?: number;
  /** Checked between runs of the network; an aborted read is `cancelled`. */
  readonly signal?: AbortSignal;
}

export interface TextReader {
  /**
   * Reads any string without throwing. Abstaining is a reading, not an error: see `score.abstained`.
   *
   * An entry is cut into sentences; neighbours are packed into passages of up to 280 units, each passage is read
   * whole (a model that learnt on short comments needs the sentence beside it), and passages are pooled by salience
   * (see `poolStretches`). Single sentences are read too, to say which one carried the reading.
   */
  read(text: string, options?: ReadOptions): Promise<Result<TextReading, ReadError>>;
  /** Loads ahead of the first reading. */
  load(language: ReadLanguage): Promise<Result<void, ReadError>>;
  /** Lets the networks go; a later `read` loads them again. */
  dispose(): Promise<void>;
}

const LANGUAGE_ABSTENTION = {
  other: 'language-unsupported',
  unsure: 'language-unsure',
} as const satisfies Record<Exclude<DetectedLanguage, ReadLanguage>, Abstention>;

export interface TextReaderContext extends LoadContext {
  /**
   * A larger model in place of the shipped one of that language; `null` where there is none, and it is then asked for
   * again at the next reading.
   */
  readonly loadLarger?: (language: ReadLanguage) => Promise<Result<EmotionModel | null, AssetError>>;
}

/** Nothing is loaded before the first `read` or `load`. What failed to load is tried again on the next call. */
export function createTextReader(context: TextReaderContext): TextReader {
  const models = new Map<ReadLanguage, Promise<Result<EmotionModel, ReadError>>>();
  /** Languages that the shipped model reads because the larger one was not there. */
  const standIns = new Set<ReadLanguage>();
  let detectorLoading: Promise<Result<LanguageDetector, ReadError>> | null = null;
  /** Sessions are not re-entrant, so readings queue. */
  let last: Promise<unknown> = Promise.resolve();

  async function detectorOnce(): Promise<Result<LanguageDetector, ReadError>> {
    detectorLoading ??= guarded(() => loadLanguageDetector(context.assets));
    const found = await detectorLoading;
    if (!found.ok) detectorLoading = null;
    return found;
  }

  async function loadFor(language: ReadLanguage): Promise<Result<EmotionModel, AssetError>> {
    const larger = (await context.loadLarger?.(language)) ?? ok(null);
    if (!larger.ok) return larger;
    if (larger.value !== null) return ok(larger.value);
    if (context.loadLarger !== undefined) standIns.add(language);
    return loadEmotionModel(MODEL_OF_LANGUAGE[language], context);
  }

  /** A pack that was damaged may have been installed again since the last reading. */
  async function replaceStandIn(language: ReadLanguage): Promise<void> {
    const larger = await guarded(async () => (await context.loadLarger?.(language)) ?? ok(null));
    if (!larger.ok || larger.value === null) return;
    standIns.delete(language);
    const standIn = await models.get(language);
    models.set(language, Promise.resolve(ok(larger.value)));
    if (standIn?.ok === true) await standIn.value.release();
  }

  async function modelOnce(language: ReadLanguage): Promise<Result<EmotionModel, ReadError>> {
    if (standIns.has(language)) await replaceStandIn(language);
    const loading = models.get(language) ?? guarded(() => loadFor(language));
    models.set(language, loading);
    const found = await loading;
    if (!found.ok && models.get(language) === loading) models.delete(language);
    return found;
  }

  async function readNow(text: string, options: ReadOptions): Promise<Result<TextReading, ReadError>> {
    const { signal } = options;
    if (signal?.aborted) return err({ code: 'cancelled' });
    const readUnits = capped(text);
    const everything = splitSentences(text.slice(0, readUnits)).map((span) => ({
      ...span,
      words: wordsOf(text.slice(span.start, span.end)),
    }));
    const words = everything.flatMap((sentence) => sentence.words);
    const thin = !hasEnoughWords(words);
    // Whoever names the language still gets the model's best guess at a word or two.
    if (words.length === 0 || (thin && options.language === undefined))
      return ok(unread('thin-evidence', readUnits));

    const known = options.language ?? (isWordless(words) ? (options.uiLanguage ?? 'en') : null);
    const detector = known === null ? await detectorOnce() : null;
    if (detector?.ok === false) return detector;
    const { language, sentences } =
      detector === null
        ? { language: known!, sentences: everything }
        : keepOneLanguage(everything, detector.value, options.uiLanguage);
    if (language === 'other' || language === 'unsure')
      return ok(unread(LANGUAGE_ABSTENTION[language], readUnits));

    const model = await modelOnce(language);
    if (!model.ok) return model;
    if (signal?.aborted) return err({ code: 'cancelled' });
    const coverage = countWords(sentences) / words.length;
    const reading = await readSentences(text, sentences, coverage, model.value, options);
    if (reading === null) return err({ code: 'cancelled' });
    return ok({ ...(thin ? declined(reading, 'thin-evidence') : reading), language, readUnits });
  }

  return {
    read(text, options = {}) {
      const turn = last.then(() => guarded(() => readNow(text, options)));
      last = turn;
      return turn;
    },
    async load(language) {
      const [detect, model] = await Promise.all([detectorOnce(), modelOnce(language)]);
      if (!detect.ok) return detect;
      return model.ok ? ok() : model;
    },
    async dispose() {
      await last;
      const loaded = [...models.values()];
      models.clear();
      standIns.clear();
      detectorLoading = null;
      for (const loading of loaded) {
        const model = await loading;
        if (model.ok) await model.value.release();
      }
    },
  };
}

function countWords(sentences: readonly Sentence[]): number {
  return sentences.reduce((sum, { words }) => sum + words.length, 0);
}

/** The cap, moved off the middle of a surrogate pair. */
function capped(text: string): number {
  if (text.length <= MAX_UNITS) return text.length;
  const unit = text.charCodeAt(MAX_UNITS - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? MAX_UNITS - 1 : MAX_UNITS;
}

function declined<Reading extends Pick<TextReading, 'score' | 'carriedBy'>>(
  reading: Reading,
  abstained: Abstention,
): Reading {
  return { ...reading, score: { ...reading.score, abstained }, carriedBy: null };
}

function unread(abstained: Abstention, readUnits: number): TextReading {
  return {
    score: {
      modality: 'text',
      distribution: UNIFORM,
      valence: 0,
      arousal: 0,
      quality: 0,
      modelId: LANGUAGE_MODEL,
      modelVersion: '1.0.0',
      abstained,
    },
    sentences: [],
    carriedBy: null,
    language: 'und',
    readUnits,
  };
}

/** A runtime that throws is an outcome here: the journal goes on without a reading. */
async function guarded<Value>(
  work: () => Promise<Result<Value, ReadError>>,
): Promise<Result<Value, ReadError>> {
  try {
    return await work();
  } catch (cause) {
    return err({ code: 'crashed', reason: cause instanceof Error ? cause.message : String(cause) });
  }
}
