/**
 * A plain estimate of how long a passphrase would hold. It knows length, repeats, runs and the words everyone tries;
 * it does not know the person, so it is worded as a floor and never as a promise.
 */

export const STRENGTHS = ['too-short', 'guessable', 'fair', 'strong'] as const;

export type Strength = (typeof STRENGTHS)[number];

export const MIN_PASSPHRASE_CHARACTERS = 12;

/** Guesses against 64 MiB of Argon2id are dear: 2^45 of them already cost a fortune, 2^60 more than anyone has. */
const FAIR_BITS = 38;
const STRONG_BITS = 55;

const EVERYONE_TRIES = [
  'password',
  'passphrase',
  'contraseña',
  'undertone',
  'letmein',
  'welcome',
  'iloveyou',
  'teamo',
  'qwerty',
  'asdf',
  'admin',
  'dragon',
  'monkey',
  'football',
  'journal',
  'diario',
];

const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjklñ', 'zxcvbnm'];

/** A word someone picks is worth fewer bits than its letters: about 2,000 words cover most choices. */
const BITS_PER_WORD = 11;

const BITS_PER_CHARACTER = 3.3;

/** Below “fair” a passphrase is refused. */
export function isAcceptable(strength: Strength): boolean {
  return strength === 'fair' || strength === 'strong';
}

export function judgePassphrase(passphrase: string): Strength {
  if (Array.from(passphrase).length < MIN_PASSPHRASE_CHARACTERS) return 'too-short';
  const bits = estimateBits(passphrase);
  if (bits < FAIR_BITS) return 'guessable';
  return bits < STRONG_BITS ? 'fair' : 'strong';
}

/** A floor of the work to guess, in bits. */
export function estimateBits(passphrase: string): number {
  const plain = EVERYONE_TRIES.reduce((text, word) => text.replaceAll(word, '*'), passphrase.toLowerCase());
  const words = plain.split(/[^\p{L}\p{N}*]+/u).filter((word) => word.length >= 3);
  const byCharacter = surprisingCharacters(plain) * BITS_PER_CHARACTER;
  return words.length >= 3 ? Math.min(byCharacter, new Set(words).size * BITS_PER_WORD) : byCharacter;
}

/** Characters that neither repeat what came before nor continue a run. */
function surprisingCharacters(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const pair = text.slice(index - 1, index + 1);
    const reversed = pair.split('').reverse().join('');
    const runs = index > 0 && RUNS.some((run) => run.includes(pair) || run.includes(reversed));
    const repeats = index > 1 && text.slice(0, index - 1).includes(pair);
    const same = index > 0 && text[index] === text[index - 1];
    if (!runs && !repeats && !same) count++;
  }
  return count;
}
