import { SAMPLE_RATE } from './resample.ts';
import { HIGHEST_PITCH, HOP, LAGS, LOWEST_PITCH } from './short-time.ts';

/** Praat's defaults for `To Pitch (ac)`, Boersma (1993), "Accurate short-term analysis of the fundamental frequency". */
const VOICING_THRESHOLD = 0.45;
const SILENCE_THRESHOLD = 0.03;
const OCTAVE_COST = 0.01;
/** For steps of 10 ms. */
const OCTAVE_JUMP_COST = 0.35;
const VOICED_UNVOICED_COST = 0.14;
const MOST_CANDIDATES = 12;

/** A possible pitch of one frame; `hertz` 0 stands for unvoiced. */
export interface PitchCandidate {
  readonly hertz: number;
  /** Height of the autocorrelation there, 0 … 1. */
  readonly strength: number;
}

/** Shortest and longest lag of a peak, samples. */
const SHORTEST = Math.floor(SAMPLE_RATE / HIGHEST_PITCH);
const LONGEST = Math.min(LAGS - 2, Math.ceil(SAMPLE_RATE / LOWEST_PITCH));

/** Peaks of a frame's autocorrelation that could be its pitch, strongest first. */
export function pitchCandidates(autocorrelation: Float64Array): readonly PitchCandidate[] {
  const found: PitchCandidate[] = [];
  for (let lag = SHORTEST; lag <= LONGEST; lag++) {
    const height = autocorrelation[lag]!;
    if (height < 0.5 * VOICING_THRESHOLD) continue;
    if (height <= autocorrelation[lag - 1]! || height < autocorrelation[lag + 1]!) continue;
    const peak = refinePeak(autocorrelation, lag);
    const hertz = SAMPLE_RATE / peak.lag;
    if (hertz < LOWEST_PITCH || hertz > HIGHEST_PITCH) continue;
    // A peak above 1 is an artefact of dividing by the window's small correlation: reflected, as Praat does.
    found.push({ hertz, strength: peak.height > 1 ? 1 / peak.height : peak.height });
  }
  return found.sort((a, b) => localStrength(b) - localStrength(a)).slice(0, MOST_CANDIDATES);
}

/** Higher pitches are favoured a little: every multiple of a period is a period too. */
function localStrength({ hertz, strength }: PitchCandidate): number {
  return strength + OCTAVE_COST * Math.log2(hertz / LOWEST_PITCH);
}

/** Two parabolas over the sinc-interpolated correlation: within 0.001 of a sample where it is band-limited. */
function refinePeak(values: Float64Array, lag: number): { readonly lag: number; readonly height: number } {
  let [at, step] = [lag + vertex(values[lag - 1]!, values[lag]!, values[lag + 1]!), 0.25];
  for (let round = 0; round < 2; round++, step /= 4) {
    at +=
      step * vertex(interpolate(values, at - step), interpolate(values, at), interpolate(values, at + step));
  }
  return { lag: at, height: interpolate(values, at) };
}

/** Place of the extremum of the parabola through three equidistant values, in steps from the middle one. */
export function vertex(before: number, middle: number, after: number): number {
  const curvature = before - 2 * middle + after;
  return curvature < 0 ? Math.max(-1, Math.min(1, (0.5 * (before - after)) / curvature)) : 0;
}

const DEPTH = 16;
const TURN = 2 * Math.cos(Math.PI / DEPTH);

/** Hann-windowed sinc over 32 neighbours; the correlation is even, so lags below 0 are its mirror. */
function interpolate(values: Float64Array, at: number): number {
  const left = Math.floor(at);
  const fraction = at - left;
  if (fraction < 1e-9) return values[left]!;
  let distance = fraction + DEPTH - 1;
  // cos(π·distance/DEPTH) by its recurrence: this is the innermost loop of everything.
  let cosine = Math.cos((Math.PI * distance) / DEPTH);
  let before = Math.cos((Math.PI * (distance + 1)) / DEPTH);
  let sign = DEPTH % 2 === 0 ? -1 : 1;
  let sum = 0;
  for (let index = left - DEPTH + 1; index <= left + DEPTH; index++, distance--, sign = -sign) {
    sum += (sign * (1 + cosine) * values[Math.min(LAGS - 1, Math.abs(index))]!) / distance;
    [before, cosine] = [cosine, TURN * cosine - before];
  }
  return (sum * 0.5 * Math.sin(Math.PI * fraction)) / Math.PI;
}

/** Largest absolute sample around each frame, and what counts as loud in this stretch. */
export interface Peaks {
  readonly local: Float32Array;
  readonly overall: number;
}

/**
 * Whether a frame is loud enough to have a pitch at all: below this the cost of voicing exceeds any strength.
 */
export function isAudible(local: number, overall: number): boolean {
  return overall > 0 && local >= SILENCE_THRESHOLD * overall;
}

/** @returns for each frame of 10 ms the absolute peak within half a longest period, and the overall peak. */
export function measurePeaks(samples: Float32Array, frames: number): Peaks {
  const local = new Float32Array(frames);
  const reach = Math.round(SAMPLE_RATE / LOWEST_PITCH / 2);
  for (let frame = 0; frame < frames; frame++) {
    const centre = frame * HOP + HOP / 2;
    const last = Math.min(samples.length - 1, centre + reach);
    let most = 0;
    for (let index = Math.max(0, centre - reach); index <= last; index++)
      most = Math.max(most, Math.abs(samples[index]!));
    local[frame] = most;
  }
  const sorted = local.toSorted();
  // The loudest, as in Praat, but a door that slams is not the loudness of the voice.
  const overall = Math.min(sorted.at(-1) ?? 0, 2 * (sorted[Math.floor(0.98 * (frames - 1))] ?? 0));
  return { local, overall };
}

/**
 * The cheapest path through the candidates (Viterbi): strong peaks, few octave jumps, few changes of voicing.
 *
 * @param candidates of each frame; `undefined` where the frame was too quiet to be analysed
 * @returns Hz for each frame, 0 where unvoiced
 */
export function findPitchPath(
  candidates: readonly (readonly PitchCandidate[] | undefined)[],
  peaks: Peaks,
): Float32Array {
  const path = new Float32Array(candidates.length);
  const states = candidates.map((found, frame) => [
    { hertz: 0, octave: 0, gain: unvoicedStrength(peaks.local[frame]!, peaks.overall), from: 0 },
    ...(found ?? []).map((candidate) => ({
      hertz: candidate.hertz,
      octave: Math.log2(candidate.hertz),
      gain: candidate.strength - OCTAVE_COST * Math.log2(HIGHEST_PITCH / candidate.hertz),
      from: 0,
    })),
  ]);
  for (let frame = 1; frame < states.length; frame++) {
    const before = states[frame - 1]!;
    for (const state of states[frame]!) {
      let best = -Infinity;
      for (let index = 0; index < before.length; index++) {
        const previous = before[index]!;
        const cost =
          (previous.hertz === 0) !== (state.hertz === 0)
            ? VOICED_UNVOICED_COST
            : OCTAVE_JUMP_COST * Math.abs(previous.octave - state.octave);
        if (previous.gain - cost > best) {
          best = previous.gain - cost;
          state.from = index;
        }
      }
      state.gain += best;
    }
  }
  let chosen = (states.at(-1) ?? []).reduce(
    (best, { gain }, index, all) => (gain > all[best]!.gain ? index : best),
    0,
  );
  for (let frame = states.length - 1; frame >= 0; frame--) {
    const state = states[frame]![chosen]!;
    path[frame] = state.hertz;
    chosen = state.from;
  }
  return path;
}

function unvoicedStrength(local: number, overall: number): number {
  const loudness = overall > 0 ? local / overall : 0;
  return VOICING_THRESHOLD + Math.max(0, 2 - loudness / (SILENCE_THRESHOLD / (1 + VOICING_THRESHOLD)));
}
