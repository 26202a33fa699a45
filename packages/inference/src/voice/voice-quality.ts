import { createTally } from './distribution-tally.ts';
import { LEAST_LEVEL, levelOf, powerOf } from './frame-levels.ts';
import { FRAMES_PER_SECOND, HOP } from './short-time.ts';
import { ramp, speechLikeness } from './speech-likeness.ts';
import { BAND_HZ, type Stretch } from './stretch.ts';
import { VOICE_PROBLEMS, type VoiceProblem, type VoiceQuality } from './voice-reading.ts';

/** Echo and the ends of words are no noise: this far from speech it is measured, in frames. */
const CLEAR_OF_SPEECH = 5;
const LEAST_NOISE_FRAMES = 10;
/** At full scale, less what a resampler's ripple takes off a clipped peak. */
const FULL_SCALE = 0.98;
/** Bands this far under the strongest hold nothing but the filter's leakage, dB. */
const EMPTY_BAND = 70;
/** No speech, and nothing louder than this in 98 of 100 frames: silence rather than another sound, dB. */
const QUIET = -45;

/** Where a problem is named. Chosen for what a person can mend: move closer, be quiet around, speak longer. */
const LEAST_SPEECH_SECONDS = 1;
/** A sound shorter than this cannot be told from speech, s. */
const LEAST_SECONDS = 0.5;
const LEAST_LIKENESS = 0.35;
const NOISY_BELOW_DB = 10;
const CLIPPED_FROM = 0.01;
const NARROW_UP_TO_HZ = 5000;

export interface QualityMeter {
  /** @param samples what the stretch was measured of */
  add(stretch: Stretch, samples: Float32Array): void;
  /** Best after all stretches: both are of the recording up to here. */
  result(): { readonly quality: VoiceQuality; readonly problems: readonly VoiceProblem[] };
}

export function createQualityMeter(): QualityMeter {
  const levels = createTally(-100, 10, 0.5);
  const noise = createTally(-100, 10, 0.1);
  let bands: Float64Array | null = null;
  let [speechFrames, speechPower, clipped, likeness] = [0, 0, 0, 0];

  function addSpeech({ levels, speech }: Stretch, samples: Float32Array): void {
    for (const { from, to } of speech) {
      speechFrames += to - from;
      for (let frame = from; frame < to; frame++) speechPower += powerOf(levels[frame]!);
      for (let index = from * HOP; index < to * HOP; index++)
        if (Math.abs(samples[index]!) >= FULL_SCALE) clipped++;
    }
  }

  return {
    add(stretch, samples) {
      addSpeech(stretch, samples);
      for (const level of stretch.levels) levels.add(level);
      for (const level of betweenWords(stretch)) noise.add(level);
      const frames = stretch.speech.reduce((sum, { from, to }) => sum + to - from, 0);
      likeness += frames * speechLikeness(stretch);
      bands = bands === null ? stretch.bands : bands.map((power, band) => power + stretch.bands[band]!);
    },
    result() {
      const speechSeconds = speechFrames / FRAMES_PER_SECOND;
      const measured = {
        signalToNoiseDb:
          speechFrames > 0 && noise.count >= LEAST_NOISE_FRAMES
            ? signalToNoise(speechPower / speechFrames, powerOf(noise.quantile(0.5)))
            : null,
        clippedShare: speechFrames > 0 ? clipped / (speechFrames * HOP) : 0,
        speechSeconds,
        bandwidthHz: bandwidthOf(bands ?? new Float64Array(0)),
        speechLikeness: speechFrames > 0 ? likeness / speechFrames : 0,
      };
      return {
        quality: { ...measured, quality: qualityOf(measured) },
        problems: problemsOf(measured, {
          seconds: levels.count / FRAMES_PER_SECOND,
          loudest: levels.count === 0 ? LEAST_LEVEL : levels.quantile(0.98),
        }),
      };
    },
  };
}

function* betweenWords({ levels, speech }: Stretch): Generator<number> {
  let next = 0;
  for (let frame = 0; frame < levels.length; frame++) {
    while (next < speech.length && frame >= speech[next]!.to + CLEAR_OF_SPEECH) next++;
    if (next < speech.length && frame >= speech[next]!.from - CLEAR_OF_SPEECH) continue;
    yield levels[frame]!;
  }
}

/** Speech was measured with the noise in it. At most 80 dB, at least 0. */
function signalToNoise(speech: number, noise: number): number {
  return Math.max(0, Math.min(80, levelOf(Math.max(0, speech - noise)) - levelOf(noise)));
}

function bandwidthOf(bands: Float64Array): number {
  const strongest = bands.reduce((most, power) => Math.max(most, power), 0);
  if (strongest === 0) return 0;
  return (bands.findLastIndex((power) => power > strongest * powerOf(-EMPTY_BAND)) + 1) * BAND_HZ;
}

/** A product: each fault takes its share, and what is no speech at all counts nothing. */
function qualityOf(measured: Omit<VoiceQuality, 'quality'>): number {
  return (
    measured.speechLikeness *
    Math.sqrt(ramp(measured.speechSeconds, 0, 4)) *
    (measured.signalToNoiseDb === null ? 1 : ramp(measured.signalToNoiseDb, -5, 20)) *
    ramp(measured.clippedShare, 0.2, 0.005) *
    (0.7 + 0.3 * ramp(measured.bandwidthHz, 3000, 7000))
  );
}

function problemsOf(
  measured: Omit<VoiceQuality, 'quality'>,
  { seconds, loudest }: { readonly seconds: number; readonly loudest: number },
): readonly VoiceProblem[] {
  const { speechSeconds, signalToNoiseDb } = measured;
  const speechless = speechSeconds === 0;
  const silent = speechless && loudest < QUIET;
  const brief = !silent && (speechless ? seconds < LEAST_SECONDS : speechSeconds < LEAST_SPEECH_SECONDS);
  const found = {
    silence: silent,
    'too-little-speech': brief,
    'not-speech': speechless ? !silent && !brief : measured.speechLikeness < LEAST_LIKENESS,
    noisy: signalToNoiseDb !== null && signalToNoiseDb < NOISY_BELOW_DB,
    clipped: measured.clippedShare >= CLIPPED_FROM,
    'narrow-band': !speechless && measured.bandwidthHz <= NARROW_UP_TO_HZ,
  } as const satisfies Record<VoiceProblem, boolean>;
  return VOICE_PROBLEMS.filter((problem) => found[problem]);
}
