import { err, ok, type Result } from '@undertone/base/result';
import { SAMPLE_RATE } from '../voice/resample.ts';
import { cutSound } from './cut-sound.ts';
import { findLoop } from './find-loop.ts';
import { likeliestToken, probabilityOf, sharesOf } from './likeliest-token.ts';
import { createLogMel } from './log-mel.ts';
import type { DecoderMemory, SpeechNetwork } from './speech-network.ts';
import type { SpeechSettings } from './speech-settings.ts';

/** What was said. */
export interface Transcript {
  /** Empty where nothing was heard. */
  readonly text: string;
  /** ISO 639 code of what it was written down as; `null` where nothing was heard. */
  readonly language: string | null;
  /** Somewhere the network was unsure, repeated itself, or did not come to an end: it is worth a second look. */
  readonly isDoubtful: boolean;
}

interface ListenOptions {
  /** What the person most likely speaks; another is written down only where it is clearly that. */
  readonly expected: string;
  /** Checked between runs of the network. */
  readonly signal?: AbortSignal | undefined;
  /** Share done, 0 … 1, never falling. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

export interface SpeechToText {
  /**
   * Not re-entrant. Rejects when the runtime fails; the network is then not to be used again.
   * @param samples mono at 16 kHz, within [−1, 1], of any length
   */
  write(
    samples: Float32Array,
    options: ListenOptions,
  ): Promise<Result<Transcript, { readonly code: 'cancelled' }>>;
}

/**
 * Whisper's own thresholds (`transcribe.py`, Radford et al. 2022): a window is silence where the network says so and is
 * unsure of its words too, and its words are doubtful below that mean log-probability a token.
 */
const NO_SPEECH = 0.6;
const LEAST_LOG_PROBABILITY = -1;
/** As share of all languages: below it the expected one is more likely than what a short sound is taken for. */
const CLEARLY_ANOTHER = 0.5;
/** Nobody says more in a second; what goes on beyond it is made up. */
const TOKENS_PER_SECOND = 12;
const LEAST_ROOM = 12;
/** Of a window's progress; the rest goes by tokens, of which usual speech has so many. */
const LISTENING_SHARE = 0.3;
const USUAL_TOKENS_PER_SECOND = 4;

/** Languages written without spaces, in whose text none are put between windows. */
const UNSPACED: ReadonlySet<string> = new Set(['zh', 'ja', 'th', 'lo', 'my', 'yue', 'km']);

interface Written {
  readonly tokens: readonly number[];
  readonly isDoubtful: boolean;
  readonly language: string;
}

/**
 * Writes sound down with Whisper, greedily and window by window, each for itself: a mistake in one is not carried into
 * the next. The same sound gives the same words.
 *
 * @param decode text of text tokens
 */
export function createSpeechToText({
  settings,
  network,
  decode,
}: {
  readonly settings: SpeechSettings;
  readonly network: SpeechNetwork;
  readonly decode: (tokens: readonly number[]) => string;
}): SpeechToText {
  const { tokens: marks } = settings;
  const logMel = createLogMel();
  const languages = [...marks.languages.keys()];
  /** Text and its end: all other tokens come after it. */
  const sayable = Array.from({ length: marks.end + 1 }, (_, token) => token);
  const mayFollow = sayable.map((token) => token === marks.end || !settings.suppressed.includes(token));
  const mayBegin = mayFollow.map((may, token) => may && !settings.suppressedFirst.includes(token));

  const languageOf = async (heard: DecoderMemory, expected: string): Promise<string> => {
    const { rows } = await network.step(heard, [marks.start]);
    const shares = sharesOf(rows[0]!, [...marks.languages.values()]);
    const best = shares.indexOf(Math.max(...shares));
    return shares[best]! >= CLEARLY_ANOTHER || !marks.languages.has(expected) ? languages[best]! : expected;
  };

  /** `null` once aborted. */
  const writeWindow = async (
    samples: Float32Array,
    known: string | null,
    { expected, signal }: ListenOptions,
    report: (share: number) => void,
  ): Promise<Written | null> => {
    const heard = await network.listen(logMel(samples));
    report(LISTENING_SHARE);
    if (signal?.aborted) return null;
    const language = known ?? (await languageOf(heard, expected));
    const seconds = samples.length / SAMPLE_RATE;
    const prompt = [marks.start, marks.languages.get(language)!, marks.transcribe, marks.noTimestamps];
    const room = Math.min(
      Math.floor(settings.mostTokens / 2),
      LEAST_ROOM + Math.ceil(TOKENS_PER_SECOND * seconds),
    );
    const tokens: number[] = [];
    let { rows, memory } = await network.step(heard, prompt);
    const silence = probabilityOf(rows[0]!, marks.noSpeech);
    let sum = 0;
    let loop: number | null = null;
    let hasEnded = false;
    while (loop === null && tokens.length < room) {
      if (signal?.aborted) return null;
      const { token, logProbability } = likeliestToken(
        rows.at(-1)!,
        tokens.length === 0 ? mayBegin : mayFollow,
      );
      sum += logProbability;
      hasEnded = token === marks.end;
      if (hasEnded) break;
      tokens.push(token);
      loop = findLoop(tokens);
      const done = Math.min(0.95, tokens.length / (USUAL_TOKENS_PER_SECOND * seconds + 1));
      report(LISTENING_SHARE + (1 - LISTENING_SHARE) * done);
      if (loop === null && tokens.length < room) ({ rows, memory } = await network.step(memory, [token]));
    }
    const mean = sum / (tokens.length + 1);
    const isUnsure = mean < LEAST_LOG_PROBABILITY;
    const said = silence > NO_SPEECH && isUnsure ? [] : tokens.slice(0, loop ?? tokens.length);
    return { tokens: said, isDoubtful: said.length > 0 && (isUnsure || !hasEnded), language };
  };

  return {
    async write(samples, options) {
      const { signal, onProgress } = options;
      let text = '';
      let language: string | null = null;
      let isDoubtful = false;
      for (const { start, end, standsOut } of cutSound(samples)) {
        if (signal?.aborted) return err({ code: 'cancelled' });
        if (standsOut) {
          const window = samples.subarray(start, end);
          const report = (share: number) => onProgress?.((start + share * (end - start)) / samples.length);
          const written = await writeWindow(window, language, options, report);
          if (written === null || signal?.aborted) return err({ code: 'cancelled' });
          // Half a letter at the end of what had to be cut.
          const said = decode(written.tokens)
            .replace(/\uFFFD+$/, '')
            .trim();
          if (said !== '') {
            language ??= written.language;
            text += text === '' || UNSPACED.has(language) ? said : ` ${said}`;
            isDoubtful ||= written.isDoubtful;
          }
        }
        onProgress?.(end / samples.length);
      }
      return ok({ text, language, isDoubtful });
    },
  };
}
