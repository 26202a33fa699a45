/** Fewer than this many words or emoji say nothing. */
const LEAST_WORDS = 2;
const WORD_OR_PICTURE = /[\p{L}\p{Extended_Pictographic}]/u;
const EMOTICON = /^(?:[:;=][-o']?[()[\]DPp/\\|*3]|<3|\^_?\^|xd)$/iu;

/** Words, emoji and emoticons; marks such as `<url>` and bare punctuation do not count. */
function isEvidence(word: string): boolean {
  return EMOTICON.test(word) || (WORD_OR_PICTURE.test(word) && !(word.startsWith('<') && word.endsWith('>')));
}

/** Scripts that put no space between words: each letter counts, so that a sentence is not taken for one word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

export function hasEnoughWords(words: readonly string[]): boolean {
  let count = 0;
  for (const word of words) {
    if (isEvidence(word)) count += Math.max(1, word.match(UNSPACED)?.length ?? 0);
    if (count >= LEAST_WORDS) return true;
  }
  return false;
}

/** Emoji and emoticons alone: they have no language. */
export function isWordless(words: readonly string[]): boolean {
  return !words.some((word) => /\p{L}/u.test(word) && isEvidence(word) && !EMOTICON.test(word));
}

/** Half the full quality of length is reached at this many words. */
const HALF_WORDS = 4;
/** At this share of words that the model has not met, nothing is left. */
const UNFAMILIAR_MOST = 0.6;
/** At this disagreement (bits) between the members, half is left. */
const HALF_DISAGREEMENT = 0.15;

/**
 * How good a text was as evidence, 0 … 1: the product of its length (n / (n + 4) words), of the familiarity of its
 * words, of the members' agreement, and of the share of the text that was read. Familiarity and agreement are the
 * out-of-domain score; what they are worth is measured in the card of text-en.
 */
export function qualityOf(text: {
  readonly words: number;
  /** Share of words the model has met. */
  readonly familiarity: number;
  /** Between the model's members, 0 … 1. */
  readonly disagreement: number;
  /** Share of the text's words that were read. */
  readonly coverage: number;
}): number {
  const known = Math.max(0, 1 - (1 - text.familiarity) / UNFAMILIAR_MOST);
  const agreed = HALF_DISAGREEMENT / (HALF_DISAGREEMENT + text.disagreement);
  return (text.words / (text.words + HALF_WORDS)) * known * agreed * text.coverage;
}
