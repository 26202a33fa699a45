import { createSeededRandom } from '@undertone/base/seeded-random';
/**
 * A deterministic voice for tests, journeys and benches: a glottal pulse train of known pitch and perturbation
 * through cascaded formant resonators (Klatt 1980, doi:10.1121/1.383940). The same options and seed give the same
 * samples, so no sound has to be kept in the repository. It sounds like a robot, and it measures like a voice.
 */

const RATE = 16_000;

/** Resonances of four vowels, Hz: [a], [e], [i], [o] of a man (Peterson and Barney 1952), a fourth and fifth added. */
const VOWELS = [
  [730, 1090, 2440, 3400, 4500],
  [530, 1840, 2480, 3500, 4500],
  [300, 2200, 2950, 3600, 4600],
  [570, 840, 2410, 3300, 4400],
] as const;
const BANDWIDTHS = [70, 90, 130, 200, 250] as const;

function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

interface Glottis {
  /** Hz at a time in seconds. */
  readonly f0: (seconds: number) => number;
  /** Expected mean difference of neighbouring periods over the mean period. */
  readonly jitter?: number;
  /** Expected mean difference of neighbouring pulses, dB. */
  readonly shimmerDb?: number;
  readonly seed?: number;
}

/** E|x₁ − x₂| of two standard normal numbers. */
const MEAN_NORMAL_DIFFERENCE = 2 / Math.sqrt(Math.PI);

function glottalPulses(count: number, { f0, jitter = 0, shimmerDb = 0, seed = 1 }: Glottis): Float64Array {
  const random = createSeededRandom(seed);
  const flow = new Float64Array(count);
  const end = count / RATE;
  for (let start = 0.002; start < end;) {
    const period = (1 / f0(start)) * (1 + (jitter / MEAN_NORMAL_DIFFERENCE) * gaussian(random));
    const gain = 10 ** (((shimmerDb / MEAN_NORMAL_DIFFERENCE) * gaussian(random)) / 20);
    addPulse(flow, start, period, gain);
    start += period;
  }
  return flow;
}

/** Derivative of Rosenberg's (1971) trigonometric glottal flow: opens for 0.4, closes within 0.16 of a period. */
function addPulse(flow: Float64Array, start: number, period: number, gain: number): void {
  const [opening, closing] = [0.4 * period, 0.16 * period];
  const last = Math.min(flow.length - 1, Math.floor((start + opening + closing) * RATE));
  for (let index = Math.ceil(start * RATE); index <= last; index++) {
    const t = index / RATE - start;
    flow[index]! +=
      t <= opening
        ? gain * 0.2 * Math.sin((Math.PI * t) / opening)
        : -gain * Math.sin((Math.PI * (t - opening)) / (2 * closing));
  }
}

/** Cascaded two-pole resonators whose frequencies may move from sample to sample. */
function resonate(
  source: Float64Array,
  frequencyAt: (formant: number, index: number) => number,
): Float64Array {
  const signal = Float64Array.from(source);
  for (const [formant, bandwidth] of BANDWIDTHS.entries()) {
    const decay = Math.exp((-Math.PI * bandwidth) / RATE);
    let [one, two] = [0, 0];
    for (let index = 0; index < signal.length; index++) {
      const b = 2 * decay * Math.cos((2 * Math.PI * frequencyAt(formant, index)) / RATE);
      const c = -decay * decay;
      const output = (1 - b - c) * signal[index]! + b * one + c * two;
      two = one;
      one = output;
      signal[index] = output;
    }
  }
  return signal;
}

/** A sustained [a] (or another vowel by index) of the given pitch, faded in and out, at −20 dB full scale. */
export function synthesiseVowel(
  options: Glottis & { readonly seconds: number; readonly vowel?: 0 | 1 | 2 | 3 },
): Float32Array<ArrayBuffer> {
  const count = Math.round(options.seconds * RATE);
  const formants = VOWELS[options.vowel ?? 0];
  const signal = resonate(glottalPulses(count, options), (formant) => formants[formant]!);
  const fade = Math.round(0.02 * RATE);
  for (let index = 0; index < fade; index++) {
    signal[index]! *= index / fade;
    signal[count - 1 - index]! *= index / fade;
  }
  return atLevel(signal, -20);
}

export interface SpeechOptions {
  readonly seconds: number;
  /** Mean pitch, Hz. */
  readonly f0Hz?: number;
  /** How far the melody swings to either side, semitones. */
  readonly swing?: number;
  readonly syllablesPerSecond?: number;
  /** Between phrases of eight syllables, s. */
  readonly pauseSeconds?: number;
  /** RMS of the speech itself, dB relative to full scale. */
  readonly levelDb?: number;
  /** RMS of the white background, dB relative to full scale. */
  readonly noiseDb?: number;
  readonly jitter?: number;
  readonly shimmerDb?: number;
  readonly seed?: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface SyntheticSpeech {
  /** Mono, 16 kHz. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** Phrases, seconds. */
  readonly phrases: readonly Span[];
  readonly syllables: number;
  /** Pitch at a time in seconds, as the melody has it (before jitter). */
  readonly f0: (seconds: number) => number;
}

/** Phrases of eight syllables (a hiss or a closure, then a vowel) with a falling melody, and pauses between them. */
export function synthesiseSpeech(options: SpeechOptions): SyntheticSpeech {
  const { f0Hz = 120, swing = 3, syllablesPerSecond = 4, pauseSeconds = 0.5, seed = 1 } = options;
  const { seconds, levelDb = -20, noiseDb = -75 } = options;
  const count = Math.round(seconds * RATE);
  const random = createSeededRandom(seed);
  const syllableSeconds = 1 / syllablesPerSecond;
  const phraseSeconds = 8 * syllableSeconds;

  const phrases: Span[] = [];
  for (let start = 0.3; start + phraseSeconds <= seconds - 0.2; start += phraseSeconds + pauseSeconds)
    phrases.push({ start, end: start + phraseSeconds });

  const f0 = (time: number) => {
    const phrase = phrases.findLast(({ start }) => start <= time) ?? { start: 0, end: phraseSeconds };
    const place = Math.min(1, (time - phrase.start) / phraseSeconds);
    const melody = 0.6 * Math.cos(Math.PI * place) + 0.4 * Math.sin(2 * Math.PI * 2.3 * time);
    return f0Hz * 2 ** ((swing * melody) / 12);
  };

  const voiceGain = new Float64Array(count);
  const hissGain = new Float64Array(count);
  const vowelOf = new Uint8Array(count);
  for (const { start } of phrases) {
    for (let syllable = 0; syllable < 8; syllable++) {
      const from = start + syllable * syllableSeconds;
      const vowel = Math.floor(random() * VOWELS.length);
      const gain = 0.7 + 0.6 * random();
      const onset = 0.28 * syllableSeconds;
      rise(voiceGain, from + onset, from + syllableSeconds, gain);
      if (random() < 0.5) rise(hissGain, from, from + onset, 0.3 + 0.2 * random());
      vowelOf.fill(vowel, Math.round(from * RATE), Math.round((from + syllableSeconds) * RATE));
    }
  }

  const pulses = glottalPulses(count, { ...options, f0, seed });
  const glide = new Float64Array(VOWELS[0].map((frequency) => frequency));
  // Articulators move: formants approach their targets with a time constant of 15 ms.
  const formantTracks = VOWELS[0].map(() => new Float64Array(count));
  for (let index = 0; index < count; index++) {
    const target = VOWELS[vowelOf[index]!]!;
    for (let formant = 0; formant < glide.length; formant++) {
      glide[formant]! += (target[formant]! - glide[formant]!) / (0.015 * RATE);
      formantTracks[formant]![index] = glide[formant]!;
    }
  }
  const voice = resonate(
    pulses.map((pulse, index) => pulse * voiceGain[index]!),
    (formant, index) => formantTracks[formant]![index]!,
  );
  const strongest = voice.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
  let previous = 0;
  const signal = voice.map((value, index) => {
    // The difference of white noise leans to high frequencies, as [s] does.
    const white = random() - 0.5;
    const hiss = (white - previous) * hissGain[index]!;
    previous = white;
    return value / strongest + 0.5 * hiss;
  });
  const level = Math.sqrt(
    signal.reduce((sum, value) => sum + value * value, 0) /
      Math.max(1, phrases.length * phraseSeconds * RATE),
  );
  const gain = level > 0 ? 10 ** (levelDb / 20) / level : 0;
  const noise = Math.sqrt(3) * 10 ** (noiseDb / 20);
  return {
    samples: Float32Array.from(signal, (value) => value * gain + noise * (2 * random() - 1)),
    phrases,
    syllables: 8 * phrases.length,
    f0,
  };
}

/** A bump of raised cosines with flat top, from and to in seconds. */
function rise(gains: Float64Array, from: number, to: number, height: number): void {
  const [first, last] = [Math.round(from * RATE), Math.min(gains.length, Math.round(to * RATE))];
  const edge = 0.3 * (last - first);
  for (let index = first; index < last; index++) {
    const distance = Math.min(index - first, last - index) / edge;
    gains[index] = height * (distance >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * distance));
  }
}

export function silence(seconds: number): Float32Array<ArrayBuffer> {
  return new Float32Array(Math.round(seconds * RATE));
}

export function whiteNoise(seconds: number, levelDb: number, seed = 1): Float32Array<ArrayBuffer> {
  const random = createSeededRandom(seed);
  return atLevel(
    Float64Array.from({ length: Math.round(seconds * RATE) }, () => random() - 0.5),
    levelDb,
  );
}

/** A pure tone with unit amplitude at `rate` samples a second. */
export function tone(seconds: number, hertz: number, rate: number = RATE): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: Math.round(seconds * rate) }, (_, index) =>
    Math.sin((2 * Math.PI * hertz * index) / rate),
  );
}

/** Triads of decaying harmonic notes, two a second, over a bass: music without a voice. */
export function chords(seconds: number, levelDb = -20): Float32Array<ArrayBuffer> {
  const progression = [
    [130.8, 261.6, 329.6, 392],
    [98, 246.9, 293.7, 392],
    [110, 261.6, 329.6, 440],
    [87.3, 261.6, 349.2, 440],
  ] as const;
  const signal = new Float64Array(Math.round(seconds * RATE));
  for (let beat = 0; beat * 0.5 < seconds; beat++) {
    const from = Math.round(beat * 0.5 * RATE);
    for (const note of progression[beat % progression.length]!)
      for (let index = from; index < Math.min(signal.length, from + RATE); index++) {
        const t = (index - from) / RATE;
        for (let harmonic = 1; harmonic <= 6; harmonic++)
          signal[index]! +=
            (Math.exp(-3 * t) * Math.min(1, t / 0.01) * Math.sin(2 * Math.PI * note * harmonic * t)) /
            harmonic;
      }
  }
  return atLevel(signal, levelDb);
}

function atLevel(signal: Float64Array, levelDb: number): Float32Array<ArrayBuffer> {
  const rms = Math.sqrt(signal.reduce((sum, value) => sum + value * value, 0) / Math.max(1, signal.length));
  const gain = rms > 0 ? 10 ** (levelDb / 20) / rms : 0;
  return Float32Array.from(signal, (value) => value * gain);
}

/** 16-bit PCM in a RIFF/WAVE file; samples beyond full scale are clipped. */
export function encodeWav(samples: Float32Array, rate: number = RATE): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(44 + 2 * samples.length);
  const view = new DataView(bytes.buffer);
  const text = (offset: number, value: string) => {
    for (let index = 0; index < value.length; index++) bytes[offset + index] = value.charCodeAt(index);
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + 2 * samples.length, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  for (let index = 0; index < samples.length; index++) {
    const clipped = Math.max(-1, Math.min(1, samples[index]!));
    view.setInt16(44 + 2 * index, Math.round(clipped * 32767), true);
  }
  return bytes;
}
