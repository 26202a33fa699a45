/** Three places of the kit to ask for, one from each third, in order; `random` gives [0, 1). */
export function pickPlaces(wordCount: number, random: () => number): readonly number[] {
  const third = Math.floor(wordCount / 3);
  return [0, 1, 2].map((part) => part * third + Math.min(third - 1, Math.floor(random() * third)));
}

/** Whether what was typed is the word, forgiving case and stray spaces as the kit itself does. */
export function isWord(typed: string, word: string | undefined): boolean {
  return word !== undefined && typed.trim().toLowerCase() === word;
}
