const MARKS = ['<s>', '<pad>', '</s>', '<unk>'];

/**
 * The tokenizer.json of `reference/tiny-roberta.onnx`: two words of a byte-level BPE, as RoBERTa has 50,000. `Ġ` is the
 * space before a word.
 */
export function tinyTokenizer() {
  const words = ['Ġhappy', 'Ġafraid'];
  const steps = words.flatMap((word) => [...word].map((_, at) => word.slice(0, at + 1)).slice(1));
  const merges = steps.map((step) => [step.slice(0, -1), step.at(-1)]);
  // Printable bytes stand for themselves, the others for letters from U+0100 on (GPT-2's table).
  const isPrintable = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte < 173) || byte > 173;
  let unprintable = 0;
  const letters = Array.from({ length: 256 }, (_, byte) =>
    String.fromCodePoint(isPrintable(byte) ? byte : 256 + unprintable++),
  );
  const pieces = [...MARKS, ...words, ...letters, ...steps.filter((step) => !words.includes(step))];
  const plain = { special: true, single_word: false, lstrip: false, rstrip: false, normalized: false };
  return {
    version: '1.0',
    added_tokens: MARKS.map((content, id) => ({ id, content, ...plain })),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: {
      type: 'RobertaProcessing',
      sep: ['</s>', 2],
      cls: ['<s>', 0],
      trim_offsets: true,
      add_prefix_space: false,
    },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
      merges,
    },
  };
}
