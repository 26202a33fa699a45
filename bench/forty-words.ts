/** An ordinary entry of 40 words in three sentences. */
export const FORTY_WORDS = [
  'I woke up late again and the rain had not stopped.',
  'At work nobody said much, but Ana brought cake for everyone and we laughed.',
  'Now I am home, a bit tired and strangely calm about tomorrow and its meeting.',
].join(' ');
