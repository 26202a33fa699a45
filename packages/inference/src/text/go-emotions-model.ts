import type { ModelManifest } from '../manifest.ts';
import type { TensorSession } from '../tensor-session.ts';
import type { EmotionModel, RawReading } from './emotion-model.ts';
import { foldGoEmotions, GO_EMOTION_COUNT } from './go-emotions-labels.ts';

/** Stretches in one run of a network of 125 MB: an abort is noticed after each. */
const BATCH = 4;
/** RoBERTa's positions, its two marks included. */
const MOST_IDS = 512;
const PADDING = 1;

export interface GoEmotionsParts {
  readonly manifest: ModelManifest;
  /** `input_ids` and `attention_mask` int64 [B, T] to `logits` float32 [B, 28]. */
  readonly session: TensorSession;
  /** Ids of a text between its marks `<s>` and `</s>`. */
  readonly encode: (text: string) => readonly number[];
}

/** A transformer over the 28 emotions of GoEmotions, read as the seven labels. English. */
export function createGoEmotionsModel({ manifest, session, encode }: GoEmotionsParts): EmotionModel {
  const readBatch = async (texts: readonly string[]): Promise<readonly RawReading[]> => {
    const encoded = texts.map((text) => cut(encode(text)));
    const width = Math.max(...encoded.map((ids) => ids.length));
    const dims = [texts.length, width];
    const ids = new BigInt64Array(texts.length * width).fill(BigInt(PADDING));
    const mask = new BigInt64Array(texts.length * width);
    for (const [row, pieces] of encoded.entries()) {
      ids.set(pieces.map(BigInt), row * width);
      mask.fill(1n, row * width, row * width + pieces.length);
    }
    const { logits } = await session.run({
      input_ids: { type: 'int64', dims, data: ids },
      attention_mask: { type: 'int64', dims, data: mask },
    });
    if (logits?.type !== 'float32' || logits.data.length !== texts.length * GO_EMOTION_COUNT)
      throw new TypeError('the network does not answer with 28 logits a text');
    return texts.map((_, row) => ({
      scores: foldGoEmotions(logits.data.subarray(row * GO_EMOTION_COUNT, (row + 1) * GO_EMOTION_COUNT)),
      disagreement: 0,
      place: null,
    }));
  };

  return {
    manifest,
    async read(stretches, signal, texts = stretches.map((words) => words.join(' '))) {
      const readings: RawReading[] = [];
      for (let start = 0; start < texts.length; start += BATCH) {
        if (signal?.aborted) return null;
        readings.push(...(await readBatch(texts.slice(start, start + BATCH))));
      }
      return readings;
    },
    // Its pieces are bytes in the end: there is no word that it cannot spell.
    familiarity: () => 1,
    release: () => session.release(),
  };
}

/** The last mark stays at the end of what had to be cut. */
function cut(ids: readonly number[]): readonly number[] {
  return ids.length <= MOST_IDS ? ids : [...ids.slice(0, MOST_IDS - 1), ids.at(-1)!];
}
