/** A phrase said this often in a row is one that the decoder cannot get out of… */
const LEAST_TIMES = 4;
/** …and a single word may well be said a few times more. */
const LEAST_TOKENS = 8;
const LONGEST_PHRASE = 40;

/**
 * Where the tokens end in a phrase that repeats itself, as Whisper falls into on music, noise and silence.
 *
 * @returns how many tokens there are up to the end of the phrase's first time; `null` without such a loop
 */
export function findLoop(tokens: readonly number[]): number | null {
  for (let phrase = 1; phrase <= LONGEST_PHRASE; phrase++) {
    const times = Math.max(LEAST_TIMES, Math.ceil(LEAST_TOKENS / phrase));
    if (times * phrase > tokens.length) continue;
    let run = 0;
    while (run < tokens.length - phrase && tokens.at(-1 - run) === tokens.at(-1 - run - phrase)) run++;
    if (run >= (times - 1) * phrase) return tokens.length - run;
  }
  return null;
}
