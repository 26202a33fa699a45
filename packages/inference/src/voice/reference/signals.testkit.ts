import { encodeWav, synthesiseSpeech, synthesiseVowel } from '../speech.testkit.ts';

/** Vowels and sentences of known pitch, jitter and shimmer whose figures by Praat lie in `praat.json`. */
interface ReferenceSignal {
  readonly name: string;
  readonly make: () => Float32Array;
}

/** With this remainder of a frame Praat centres its frames where ours are: on odd multiples of 5 ms. */
const REMAINDER = 0.0095;

const VOICES = [
  { f0: 100, jitter: 0.005, shimmerDb: 0.2 },
  { f0: 120, jitter: 0.03, shimmerDb: 0.8 },
  { f0: 150, jitter: 0.01, shimmerDb: 0.5 },
  { f0: 220, jitter: 0.02, shimmerDb: 0.3 },
  { f0: 330, jitter: 0.005, shimmerDb: 1 },
  { f0: 500, jitter: 0.01, shimmerDb: 0.4 },
] as const;

export const REFERENCE_SIGNALS: readonly ReferenceSignal[] = [
  ...VOICES.flatMap(({ f0, jitter, shimmerDb }) =>
    ([0, 2] as const).map((vowel) => ({
      name: `vowel ${vowel === 0 ? 'a' : 'i'}, ${f0} Hz`,
      make: () =>
        synthesiseVowel({
          seconds: 2 + REMAINDER,
          f0: (time) => f0 * (1 + 0.1 * Math.sin(3 * time)),
          jitter,
          shimmerDb,
          seed: f0,
          vowel,
        }),
    })),
  ),
  ...[110, 200, 260].map((f0Hz) => ({
    name: `sentences, ${f0Hz} Hz`,
    make: () =>
      synthesiseSpeech({ seconds: 12 + REMAINDER, f0Hz, jitter: 0.012, shimmerDb: 0.5, seed: f0Hz }).samples,
  })),
].map(({ name, make }) => ({ name, make: () => asFile(amidSilence(make())) }));

/** Praat has no frames within 20 ms of a file's ends, and we have: nothing is to sound there. */
function amidSilence(samples: Float32Array): Float32Array {
  const margin = 1600;
  const whole = new Float32Array(samples.length + 2 * margin);
  whole.set(samples, margin);
  return whole;
}

/** Rounded to 16 bits, as Praat reads it. */
function asFile(samples: Float32Array): Float32Array {
  const pcm = new DataView(encodeWav(samples).buffer, 44);
  return samples.map((_, index) => pcm.getInt16(2 * index, true) / 32768);
}
