import { err, ok, type Result } from '@undertone/base/result';
import * as v from 'valibot';
import { SAMPLE_RATE } from '../voice/resample.ts';
import { FRAME } from './spectrum-400.ts';
import { FRAMES, MELS } from './log-mel.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const token = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));

/** `config.json`: the shape of the decoder's memory. */
const Configuration = v.looseObject({
  model_type: v.literal('whisper'),
  d_model: count,
  decoder_layers: v.pipe(count, v.maxValue(64)),
  decoder_attention_heads: count,
  num_mel_bins: v.literal(MELS),
  vocab_size: count,
});

/** `generation_config.json` of a multilingual Whisper: what its tokens mean, and which are never said. */
const Generation = v.looseObject({
  decoder_start_token_id: token,
  eos_token_id: token,
  no_timestamps_token_id: token,
  suppress_tokens: v.array(token),
  begin_suppress_tokens: v.array(token),
  max_length: v.pipe(count, v.maxValue(10_000)),
  /** `<|en|>` to its token. */
  lang_to_id: v.record(v.string(), token),
  task_to_id: v.looseObject({ transcribe: token }),
});

/** `preprocessor_config.json`. What our spectrogram does not make is refused rather than misheard. */
const Preprocessing = v.looseObject({
  feature_size: v.literal(MELS),
  sampling_rate: v.literal(SAMPLE_RATE),
  n_fft: v.literal(FRAME),
  hop_length: v.literal(160),
  nb_max_frames: v.literal(FRAMES),
});

/** The three configuration files of a Whisper, as far as they matter here. Token ids are below `vocabulary`. */
export interface SpeechSettings {
  readonly layers: number;
  readonly heads: number;
  readonly headSize: number;
  readonly vocabulary: number;
  readonly tokens: {
    readonly start: number;
    /** Text tokens are those below it. */
    readonly end: number;
    readonly transcribe: number;
    readonly noTimestamps: number;
    readonly noSpeech: number;
    /** By ISO 639 code. */
    readonly languages: ReadonlyMap<string, number>;
  };
  /** Never said. */
  readonly suppressed: readonly number[];
  /** Never said first. */
  readonly suppressedFirst: readonly number[];
  /** Prompt included. */
  readonly mostTokens: number;
}

export function parseSpeechSettings(json: {
  readonly configuration: unknown;
  readonly generation: unknown;
  readonly preprocessing: unknown;
}): Result<SpeechSettings, 'malformed-settings'> {
  const configuration = v.safeParse(Configuration, json.configuration);
  const generation = v.safeParse(Generation, json.generation);
  const preprocessing = v.safeParse(Preprocessing, json.preprocessing);
  if (!configuration.success || !generation.success || !preprocessing.success)
    return err('malformed-settings');
  const { d_model, decoder_layers, decoder_attention_heads, vocab_size } = configuration.output;
  const told = generation.output;
  const languages = new Map(
    Object.entries(told.lang_to_id).flatMap(([name, id]) => {
      const code = /^<\|(\w+)\|>$/.exec(name)?.[1];
      return code === undefined ? [] : [[code, id] as const];
    }),
  );
  const tokens = {
    start: told.decoder_start_token_id,
    end: told.eos_token_id,
    transcribe: told.task_to_id.transcribe,
    noTimestamps: told.no_timestamps_token_id,
    // As Hugging Face's own generation finds it: it is in no configuration file.
    noSpeech: told.no_timestamps_token_id - 1,
    languages,
  };
  const { start, end, transcribe, noTimestamps, noSpeech } = tokens;
  const special = [start, transcribe, noTimestamps, noSpeech, ...languages.values()];
  const isSound =
    languages.size > 0 &&
    d_model % decoder_attention_heads === 0 &&
    special.every((id) => id > end && id < vocab_size);
  if (!isSound) return err('malformed-settings');
  return ok({
    layers: decoder_layers,
    heads: decoder_attention_heads,
    headSize: d_model / decoder_attention_heads,
    vocabulary: vocab_size,
    tokens,
    suppressed: told.suppress_tokens,
    suppressedFirst: told.begin_suppress_tokens,
    mostTokens: told.max_length,
  });
}
