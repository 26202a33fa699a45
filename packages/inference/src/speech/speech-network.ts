import type { Float32Tensor, Tensor, TensorSession } from '../tensor-session.ts';
import { FRAMES, MELS } from './log-mel.ts';
import type { SpeechSettings } from './speech-settings.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/** What the decoder remembers of one window; each step makes the next. */
export interface DecoderMemory {
  readonly sound: Tensor;
  /** `past_key_values.*`; empty before the first step. */
  readonly past: Tensors;
}

/** Whisper's two graphs as Hugging Face exports them: an encoder, and a decoder with and without memory in one. */
export interface SpeechNetwork {
  /** @param spectrogram 80 × 3000. Rejects when the runtime fails. */
  listen(spectrogram: Float32Array): Promise<DecoderMemory>;
  /** @returns logits of each given token's successor, rows of `vocabulary`, and the memory with those tokens. */
  step(
    memory: DecoderMemory,
    tokens: readonly number[],
  ): Promise<{ readonly rows: readonly Float32Array[]; readonly memory: DecoderMemory }>;
}

/**
 * @param encoder `input_features` float32 [1, 80, 3000] to `last_hidden_state` float32 [1, 1500, D]
 * @param decoder `input_ids` int64 [1, T], `encoder_hidden_states`, `past_key_values.{i}.{decoder,encoder}.{key,value}`
 *   float32 [1, heads, P, size] and `use_cache_branch` bool [1] to `logits` float32 [1, T, V] and `present.*`
 */
export function createSpeechNetwork(
  encoder: TensorSession,
  decoder: TensorSession,
  { layers, heads, headSize, vocabulary }: SpeechSettings,
): SpeechNetwork {
  const names = Array.from({ length: layers }, (_, layer) =>
    ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'].map((part) => `${layer}.${part}`),
  ).flat();
  const nothing: Tensor = { type: 'float32', dims: [1, heads, 0, headSize], data: new Float32Array(0) };
  const nothingYet = Object.fromEntries(names.map((name) => [`past_key_values.${name}`, nothing]));

  return {
    async listen(spectrogram) {
      const outputs = await encoder.run({
        input_features: { type: 'float32', dims: [1, MELS, FRAMES], data: spectrogram },
      });
      return { sound: floats(outputs, 'last_hidden_state'), past: {} };
    },
    async step({ sound, past }, tokens) {
      const isFirst = Object.keys(past).length === 0;
      const outputs = await decoder.run({
        input_ids: { type: 'int64', dims: [1, tokens.length], data: BigInt64Array.from(tokens, BigInt) },
        encoder_hidden_states: sound,
        use_cache_branch: { type: 'bool', dims: [1], data: Uint8Array.of(isFirst ? 0 : 1) },
        ...(isFirst ? nothingYet : past),
      });
      const logits = floats(outputs, 'logits');
      if (logits.data.length !== tokens.length * vocabulary)
        throw new TypeError(`the decoder does not answer with ${vocabulary} logits a token`);
      const remembered = names.map((name) => {
        const key = `past_key_values.${name}`;
        // What it remembers of the sound comes whole with the first step; later ones answer with a stand-in.
        const keeps = !isFirst && name.includes('encoder');
        return [key, keeps ? past[key]! : floats(outputs, `present.${name}`)] as const;
      });
      return {
        rows: tokens.map((_, row) => logits.data.subarray(row * vocabulary, (row + 1) * vocabulary)),
        memory: { sound, past: Object.fromEntries(remembered) },
      };
    },
  };
}

function floats(outputs: Tensors, name: string): Float32Tensor {
  const tensor = outputs[name];
  if (tensor?.type !== 'float32') throw new TypeError(`the network has no output "${name}" of floats`);
  return tensor;
}
