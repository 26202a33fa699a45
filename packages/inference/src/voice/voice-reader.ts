import { err, ok, type Result } from '@undertone/base/result';
import { likeliest, UNIFORM } from '@undertone/emotion/distribution';
import type { Abstention } from '@undertone/emotion/modality-score';
import type { AssetError, AssetSource } from '../asset-source.ts';
import type { CreateSession } from '../tensor-session.ts';
import { compareWithUsual } from './compare-with-usual.ts';
import { collectWindows, keptWindows, strideAt, windowsOf } from './network-windows.ts';
import { createProsodyMeter } from './prosody-meter.ts';
import { SAMPLE_RATE } from './resample.ts';
import { HOP } from './short-time.ts';
import { createStretchAnalysis } from './stretch.ts';
import type { UsualVoice } from './usual-voice.ts';
import { loadVoiceNetwork, type VoiceNetwork, type WindowReading } from './voice-network.ts';
import { createQualityMeter } from './voice-quality.ts';
import type { VoiceProblem, VoiceReading } from './voice-reading.ts';

export type VoiceReadError =
  | AssetError
  | { readonly code: 'crashed'; readonly reason: string }
  | { readonly code: 'cancelled' };

interface BeginOptions {
  /** Checked between runs of the network; an aborted reading is `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /** What the voice is compared with; without it `detail.relative` is `null`. */
  readonly usualVoice?: UsualVoice | null | undefined;
}

interface ReadOptions extends BeginOptions {
  /** Share done, 0 … 1, never falling. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** A recording that is read while it comes. A minute of it lies in memory at most. */
export interface VoiceStream {
  /**
   * The next samples, mono at 16 kHz; beyond ±1 they are clipped, and what is no number counts as 0. Resolves when more
   * may come. Never rejects: what went wrong is `finish`'s answer, and samples after that are ignored.
   */
  push(samples: Float32Array): Promise<void>;
  /** Something went wrong: there is no use in pushing more. */
  readonly failed: boolean;
  /** The reading of everything. The stream is used up. */
  finish(): Promise<Result<VoiceReading, VoiceReadError>>;
}

export interface VoiceReader {
  /** Reads any sound without throwing. Abstaining is a reading, not an error: see `score.abstained`. */
  read(samples: Float32Array, options?: ReadOptions): Promise<Result<VoiceReading, VoiceReadError>>;
  /** The same of a long sound in pieces; how it is cut changes nothing. */
  begin(options?: BeginOptions): VoiceStream;
}

/**
 * What reads where a deployment leaves the network out for its licence: prosody against the usual voice, which needs no
 * training data. It names no emotion.
 */
export const PROSODY_MODEL = { id: 'voice-prosody', version: '1.0.0' } as const;

/** Sound is measured by the minute. */
const STRETCH = 60 * SAMPLE_RATE;
/** Below this quality the named emotion is not worth a guess. */
const LEAST_QUALITY = 0.1;

interface VoiceContext {
  readonly assets: AssetSource;
  readonly createSession: CreateSession;
}

/**
 * Reads with the network; where `voice-tone` is not shipped (its manifest is missing), by prosody alone.
 * Nothing is loaded before the first reading. What failed to load, or crashed, is loaded anew by the next reading. */
export function createVoiceReader(context: VoiceContext): VoiceReader {
  let loading: Promise<Result<VoiceNetwork, VoiceReadError>> | null = null;
  /** Sessions are not re-entrant, so runs queue. */
  let lastRun: Promise<unknown> = Promise.resolve();

  /** `null` where it is not shipped. */
  async function networkOnce(): Promise<Result<VoiceNetwork | null, VoiceReadError>> {
    loading ??= loadVoiceNetwork(context).catch(crashed);
    const found = await loading;
    if (!found.ok) loading = null;
    const isLeftOut = !found.ok && found.error.code === 'model-missing' && found.error.path === 'model.json';
    return isLeftOut ? ok(null) : found;
  }

  function runNetwork(samples: Float32Array): Promise<Result<WindowReading | null, VoiceReadError>> {
    const run = lastRun.then(async () => {
      const network = await networkOnce();
      if (!network.ok) return network;
      if (network.value === null) return ok(null);
      try {
        return ok(await network.value.readWindow(samples));
      } catch (cause) {
        loading = null;
        await network.value.release().catch(() => undefined);
        return crashed(cause);
      }
    });
    lastRun = run;
    return run;
  }

  function begin(
    { signal, usualVoice = null, onProgress }: ReadOptions = {},
    total = Number.NaN,
  ): VoiceStream {
    const held = new Float32Array(Math.min(STRETCH, Number.isNaN(total) ? STRETCH : total));
    const analyse = createStretchAnalysis();
    const prosody = createProsodyMeter();
    const quality = createQualityMeter();
    const windows = collectWindows();
    let [filled, done, windowsSeen] = [0, 0, 0];
    let failure: VoiceReadError | null = null;
    let last: Promise<unknown> = Promise.resolve();

    async function readHeld(): Promise<void> {
      if (signal?.aborted) failure = { code: 'cancelled' };
      if (failure !== null) return;
      const samples = held.subarray(0, filled);
      const stretch = analyse(samples);
      prosody.add(stretch);
      quality.add(stretch, samples);
      const found = windowsOf(stretch.speech, samples.length);
      for (const [index, { start, end, speechSeconds }] of found.entries()) {
        const stride = strideAt(windowsSeen);
        if (windowsSeen++ % stride !== 0) continue;
        const reading = await runNetwork(samples.slice(start, end));
        if (!reading.ok) failure = reading.error;
        else if (signal?.aborted) failure = { code: 'cancelled' };
        if (failure !== null || !reading.ok) return;
        if (reading.value === null) break;
        windows.add({
          startSeconds: (done + start) / SAMPLE_RATE,
          endSeconds: (done + end) / SAMPLE_RATE,
          reading: reading.value,
          weight: stride * speechSeconds,
        });
        onProgress?.((done + (filled * (index + 1)) / found.length) / total);
      }
      done += filled;
      filled = 0;
    }

    async function pushNow(samples: Float32Array): Promise<void> {
      for (let from = 0; from < samples.length && failure === null;) {
        const taken = Math.min(samples.length - from, held.length - filled);
        for (let index = 0; index < taken; index++) {
          const sample = samples[from + index]!;
          held[filled + index] =
            sample >= -1 && sample <= 1 ? sample : Number.isNaN(sample) ? 0 : Math.sign(sample);
        }
        from += taken;
        filled += taken;
        if (filled === STRETCH) await readHeld();
      }
    }

    async function finishNow(): Promise<Result<VoiceReading, VoiceReadError>> {
      if (filled >= HOP || signal?.aborted) await readHeld();
      done += filled;
      const network = failure === null ? await networkOnce() : err(failure);
      if (!network.ok) return network;
      const measured = quality.result();
      const read = windows.all();
      const pooled =
        network.value !== null && read.length > 0
          ? network.value.pool(read)
          : { distribution: UNIFORM, valence: 0, arousal: 0 };
      const model = network.value?.manifest ?? PROSODY_MODEL;
      const leastProbability = network.value?.manifest.output.leastProbability ?? 0;
      const likelihood = pooled.distribution[likeliest(pooled.distribution)];
      const spoken = prosody.prosody();
      // Scattered words may make a second of speech and not one window.
      const heard = read.length > 0 ? pooled.arousal : Number.NaN;
      const sample = { prosody: spoken, arousal: heard, speechSeconds: prosody.speechSeconds };
      onProgress?.(1);
      return ok({
        score: {
          modality: 'voice',
          ...pooled,
          quality: measured.quality.quality,
          modelId: model.id,
          modelVersion: model.version,
          abstained: abstentionOf(measured.problems, {
            quality: measured.quality.quality,
            windows: network.value === null ? null : read.length,
            confident: network.value !== null && likelihood >= leastProbability,
          }),
        },
        detail: {
          seconds: done / SAMPLE_RATE,
          prosody: spoken,
          quality: measured.quality,
          problems: measured.problems,
          windows: keptWindows(read),
          relative:
            usualVoice === null || !isVoice(measured.problems) ? null : compareWithUsual(sample, usualVoice),
        },
      });
    }

    return {
      push(samples) {
        const turn = last
          .then(() => pushNow(samples))
          .catch((cause: unknown) => {
            failure = crashed(cause).error;
          });
        last = turn;
        return turn;
      },
      get failed() {
        return failure !== null;
      },
      finish: () => last.then(finishNow).catch(crashed),
    };
  }

  return {
    begin: (options) => begin(options),
    async read(samples, options) {
      const stream = begin(options, samples.length);
      await stream.push(samples);
      return stream.finish();
    },
  };
}

/** Whether there is a voice to compare at all. */
function isVoice(problems: readonly VoiceProblem[]): boolean {
  return !problems.some((problem) => ABSTENTION_OF[problem] !== undefined);
}

const ABSTENTION_OF: Partial<Record<VoiceProblem, Abstention>> = {
  silence: 'thin-evidence',
  'too-little-speech': 'thin-evidence',
  'not-speech': 'low-quality',
};

function abstentionOf(
  problems: readonly VoiceProblem[],
  read: { readonly quality: number; readonly windows: number | null; readonly confident: boolean },
): Abstention | null {
  for (const problem of problems) {
    const abstained = ABSTENTION_OF[problem];
    if (abstained !== undefined) return abstained;
  }
  if (read.windows === 0) return 'thin-evidence';
  if (read.quality < LEAST_QUALITY) return 'low-quality';
  return read.confident ? null : 'low-confidence';
}

/** A runtime that throws is an outcome here: the journal goes on without a reading. */
function crashed(cause: unknown): { readonly ok: false; readonly error: VoiceReadError } {
  return {
    ok: false,
    error: { code: 'crashed', reason: cause instanceof Error ? cause.message : String(cause) },
  };
}
