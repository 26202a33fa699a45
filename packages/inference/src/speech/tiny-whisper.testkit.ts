import { utf8, type Bytes } from '@undertone/base/bytes';
import {
  onnxModel,
  type OnnxGraph,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from './onnx-graph.testkit.ts';

/**
 * A Whisper of a few kilobytes with the inputs, outputs and files of the real one. It knows a sentence in English and
 * one in Spanish, and which to say it takes from the sound, the language token and the count of tokens it remembers, so
 * that a memory that is passed on wrongly says something else.
 *
 * - Anything above some −50 dB: whether it is English or Spanish is open, and the expected language decides.
 * - Louder above 2 kHz than below: clearly Spanish.
 * - French, where that is expected: a word without an end.
 * - Silence: it says that nobody speaks, and any word is as likely as the next.
 */
export const TINY_WHISPER_SAYS = { en: 'I am so happy today.', es: 'Hoy estoy muy contenta.' } as const;

export type TinyWhisperRole =
  | 'encoder'
  | 'decoder'
  | 'tokenizer'
  | 'configuration'
  | 'generation'
  | 'preprocessing';

const WORDS = {
  en: ['ĠI', 'Ġam', 'Ġso', 'Ġhappy', 'Ġtoday', '.'],
  es: ['ĠHoy', 'Ġestoy', 'Ġmuy', 'Ġcontenta', '.'],
  fr: ['Ġla'],
} as const;
const LANGUAGES = ['en', 'es', 'fr'] as const;

/** The second is never said, the third never first, as in the real vocabulary. */
const TEXT = ['!', 'Ġ[music]', 'Ġ', ...new Set([...WORDS.en, ...WORDS.es, ...WORDS.fr])];
const MARKS = [
  '<|endoftext|>',
  '<|startoftranscript|>',
  ...LANGUAGES.map((code) => `<|${code}|>`),
  '<|translate|>',
  '<|transcribe|>',
  '<|nospeech|>',
  '<|notimestamps|>',
  '<|0.00|>',
];
const VOCABULARY = [...TEXT, ...MARKS];
const id = (token: string): number => VOCABULARY.indexOf(token);

const SIZE = 3;
const POSITIONS = 40;
/** Where the first word is told: at the last of four marks. */
const FIRST = 3;

export function tinyWhisper(): Readonly<Record<TinyWhisperRole, Bytes>> {
  const json = (value: unknown) => utf8(JSON.stringify(value));
  return {
    encoder: onnxModel(encoderGraph()),
    decoder: onnxModel(decoderGraph()),
    tokenizer: json(tokenizer()),
    configuration: json({
      model_type: 'whisper',
      d_model: SIZE,
      decoder_layers: 1,
      decoder_attention_heads: 1,
      num_mel_bins: 80,
      vocab_size: VOCABULARY.length,
    }),
    generation: json({
      decoder_start_token_id: id('<|startoftranscript|>'),
      eos_token_id: id('<|endoftext|>'),
      no_timestamps_token_id: id('<|notimestamps|>'),
      suppress_tokens: [id('Ġ[music]'), id('<|startoftranscript|>')],
      begin_suppress_tokens: [id('Ġ'), id('<|endoftext|>')],
      max_length: 2 * POSITIONS,
      lang_to_id: Object.fromEntries(LANGUAGES.map((code) => [`<|${code}|>`, id(`<|${code}|>`)])),
      task_to_id: { transcribe: id('<|transcribe|>'), translate: id('<|translate|>') },
    }),
    preprocessing: json({
      feature_size: 80,
      sampling_rate: 16_000,
      n_fft: 400,
      hop_length: 160,
      nb_max_frames: 3000,
    }),
  };
}

function tokenizer() {
  const plain = { special: true, single_word: false, lstrip: false, rstrip: false, normalized: false };
  return {
    version: '1.0',
    added_tokens: MARKS.map((content) => ({ id: id(content), content, ...plain })),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      vocab: Object.fromEntries(TEXT.map((token, index) => [token, index])),
      merges: [],
    },
  };
}

const node = (
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: OnnxNode['attributes'] = {},
): OnnxNode => ({ op, inputs, outputs: [output], attributes });
const ints = (...values: readonly number[]): OnnxTensor => ({
  dims: [values.length],
  data: BigInt64Array.from(values, BigInt),
});
const floats = (...values: readonly number[]): OnnxTensor => ({
  dims: [values.length],
  data: Float32Array.from(values),
});

/** `last_hidden_state` holds at each of 1500 places: whether it is loud, whether it is high, nothing. */
function encoderGraph(): OnnxGraph {
  const band = (name: string) => [
    node('Slice', ['input_features', `${name}_from`, `${name}_to`, 'mels'], `${name}_rows`),
    node('ReduceMax', [`${name}_rows`], name, { axes: [1, 2], keepdims: 1 }),
  ];
  return {
    inputs: [{ name: 'input_features', type: 'float32', dims: ['batch', 80, 3000] }],
    outputs: [{ name: 'last_hidden_state', type: 'float32', dims: ['batch', 1500, SIZE] }],
    constants: {
      low_from: ints(0),
      low_to: ints(45),
      high_from: ints(45),
      high_to: ints(80),
      mels: ints(1),
      steep: floats(60),
      threshold: floats(0.4),
      none: { dims: [1, 1, 1], data: Float32Array.of(0) },
      shape: ints(1, 1500, SIZE),
    },
    nodes: [
      ...band('low'),
      ...band('high'),
      node('Max', ['low', 'high'], 'most'),
      node('Sub', ['most', 'threshold'], 'over'),
      node('Sub', ['high', 'low'], 'higher'),
      node('Concat', ['over', 'higher'], 'both', { axis: 2 }),
      node('Mul', ['both', 'steep'], 'steeply'),
      node('Sigmoid', ['steeply'], 'told'),
      node('Concat', ['told', 'none'], 'features', { axis: 2 }),
      node('Expand', ['features', 'shape'], 'last_hidden_state'),
    ],
  };
}

/** As Optimum merges decoders: one `If` whose branches differ in where their memory comes from. */
function decoderGraph(): OnnxGraph {
  const memory = (prefix: string): readonly OnnxValue[] =>
    ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'].map((part) => ({
      name: `${prefix}.0.${part}`,
      type: 'float32',
      dims: ['batch', 1, `${prefix} ${part}`, SIZE],
    }));
  const logits: OnnxValue = { name: 'logits', type: 'float32', dims: ['batch', 'tokens', VOCABULARY.length] };
  const outputs = [logits, ...memory('present')];
  return {
    inputs: [
      { name: 'input_ids', type: 'int64', dims: ['batch', 'tokens'] },
      { name: 'encoder_hidden_states', type: 'float32', dims: ['batch', 'places', SIZE] },
      ...memory('past_key_values'),
      { name: 'use_cache_branch', type: 'bool', dims: [1] },
    ],
    outputs,
    constants: {
      flags: flags(),
      tables: tables(),
      axis_1: ints(1),
      axis_2: ints(2),
      flat: ints(-1),
      wide: ints(1, 1, -1),
      logits_shape: ints(1, -1, VOCABULARY.length),
      last_position: ints(POSITIONS - 1),
      one: floats(1),
      index_0: ints(0),
      index_1: ints(1),
      step: { dims: [], data: BigInt64Array.of(1n) },
      stand_in: { dims: [0, 1, 1, SIZE], data: new Float32Array(0) },
    },
    nodes: [
      {
        op: 'If',
        inputs: ['use_cache_branch'],
        outputs: outputs.map(({ name }) => name),
        attributes: { then_branch: branch('later', true), else_branch: branch('first', false) },
      },
    ],
  };
}

function branch(prefix: string, isLater: boolean): OnnxGraph {
  const own = (name: string) => `${prefix}_${name}`;
  const made = (op: string, inputs: readonly string[], output: string, attributes?: OnnxNode['attributes']) =>
    node(op, inputs, own(output), attributes);
  const named = (name: string): OnnxValue => ({ name: own(name), type: 'float32', dims: [] });
  return {
    inputs: [],
    outputs: ['logits', 'key', 'value', 'sound_key', 'sound_value'].map((name) => ({
      ...named(name),
      dims: name === 'logits' ? ['batch', 'tokens', VOCABULARY.length] : ['a', 'b', own(name), SIZE],
    })),
    nodes: [
      made('Gather', ['flags', 'input_ids'], 'flagged'),
      made('Unsqueeze', [own('flagged'), 'axis_1'], 'new'),
      isLater
        ? made('Concat', ['past_key_values.0.decoder.key', own('new')], 'key', { axis: 2 })
        : made('Identity', [own('new')], 'key'),
      isLater
        ? made('Identity', ['past_key_values.0.encoder.key'], 'sound')
        : made('Unsqueeze', ['encoder_hidden_states', 'axis_1'], 'sound'),
      made('Identity', [own('key')], 'value'),
      made('Identity', [isLater ? 'stand_in' : own('sound')], 'sound_key'),
      made('Identity', [isLater ? 'stand_in' : own('sound')], 'sound_value'),
      // What was heard and which language was asked for.
      made('ReduceMean', [own('sound')], 'heard_wide', { axes: [2], keepdims: 0 }),
      made('Reshape', [own('heard_wide'), 'flat'], 'heard'),
      made('ReduceSum', [own('key'), 'axis_2'], 'asked_wide', { keepdims: 0 }),
      made('Reshape', [own('asked_wide'), 'flat'], 'asked'),
      made('Gather', [own('heard'), 'index_0'], 'loud'),
      made('Gather', [own('heard'), 'index_1'], 'high'),
      made('Mul', [own('loud'), own('high')], 'loud_high'),
      made('Mul', [own('loud'), own('asked')], 'loud_asked'),
      made('Concat', ['one', own('loud'), own('loud_high'), own('loud_asked')], 'weights_flat', { axis: 0 }),
      made('Reshape', [own('weights_flat'), 'wide'], 'weights'),
      // Where in the sentence each token stands: behind all that is remembered.
      made('Shape', [own('key')], 'key_shape'),
      made('Gather', [own('key_shape'), 'axis_2'], 'until_wide'),
      made('Squeeze', [own('until_wide')], 'until'),
      made('Shape', ['input_ids'], 'ids_shape'),
      made('Gather', [own('ids_shape'), 'axis_1'], 'count_wide'),
      made('Squeeze', [own('count_wide')], 'count'),
      made('Sub', [own('until'), own('count')], 'from'),
      made('Range', [own('from'), own('until'), 'step'], 'places'),
      made('Min', [own('places'), 'last_position'], 'positions'),
      made('Gather', ['tables', own('positions')], 'rows'),
      made('MatMul', [own('weights'), own('rows')], 'weighed'),
      made('Reshape', [own('weighed'), 'logits_shape'], 'logits'),
    ],
  };
}

/** One row a token: which language it asks for. */
function flags(): OnnxTensor {
  const data = new Float32Array(VOCABULARY.length * SIZE);
  for (const [index, code] of LANGUAGES.entries()) data[id(`<|${code}|>`) * SIZE + index] = 1;
  return { dims: [VOCABULARY.length, SIZE], data };
}

/** Logits by position and by why: always, if loud, if loud and high, if loud and asked for one of the languages. */
function tables(): OnnxTensor {
  const reasons = 3 + LANGUAGES.length;
  const data = new Float32Array(POSITIONS * reasons * VOCABULARY.length);
  const raise = (position: number, reason: number, token: string, by: number) => {
    data[(position * reasons + reason) * VOCABULARY.length + id(token)]! += by;
  };
  raise(0, 0, '<|nospeech|>', 12);
  raise(0, 1, '<|nospeech|>', -24);
  raise(0, 1, '<|en|>', 4);
  raise(0, 1, '<|es|>', 4);
  raise(0, 1, '<|fr|>', 2.5);
  raise(0, 2, '<|es|>', 8);
  // The likeliest of all, and never to be said: not at all, not first, not without being asked for times.
  for (let position = FIRST; position < POSITIONS; position++) {
    raise(position, 1, 'Ġ[music]', 16);
    raise(position, 1, '<|0.00|>', 16);
  }
  raise(FIRST, 1, 'Ġ', 14);
  raise(FIRST, 1, '<|endoftext|>', 14);
  for (const [language, code] of LANGUAGES.entries())
    for (let position = FIRST; position < POSITIONS; position++) {
      const word = WORDS[code][position - FIRST];
      const next = word ?? (code === 'fr' ? WORDS.fr[0] : '<|endoftext|>');
      raise(position, 3 + language, next, 12);
    }
  return { dims: [POSITIONS, reasons, VOCABULARY.length], data };
}
