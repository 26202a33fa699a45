import { vertex } from './pitch.ts';
import { SAMPLE_RATE } from './resample.ts';
import { HOP } from './short-time.ts';

/** How far from the expected period the next one is looked for. */
const NEAREST = 0.8;
const FARTHEST = 1.25;
/** How alike neighbouring periods must be: within a voiced run, and for the one more beyond its edge. */
const LEAST_CORRELATION = 0.3;
const LEAST_AT_EDGE = 0.7;
/** What is quieter, as a share of the recording's peak, is the end of a sound rather than a period of it. */
const LEAST_PEAK = 0.023;

/** A run of neighbouring voiced frames: the first, and the first after it. */
interface VoicedRun {
  readonly from: number;
  readonly to: number;
}

interface Sound {
  readonly samples: Float32Array;
  /** Entry n sums the squares of the first n samples. */
  readonly energy: Float64Array;
}

function voicedRuns(pitch: Float32Array): readonly VoicedRun[] {
  const runs: VoicedRun[] = [];
  let from = -1;
  for (let frame = 0; frame <= pitch.length; frame++) {
    const voiced = frame < pitch.length && pitch[frame]! > 0;
    if (voiced && from < 0) from = frame;
    if (!voiced && from >= 0) {
      runs.push({ from, to: frame });
      from = -1;
    }
  }
  return runs;
}

/**
 * Where each glottal period lies, as Praat's `To PointProcess (cc)` finds it: from the strongest swing in the middle
 * of a voiced run outwards, each mark one period on, where the waveform correlates best with the period before.
 *
 * @param pitch Hz for each frame of 10 ms, 0 where unvoiced
 * @param overall peak of the recording, as `Peaks` has it
 * @returns for each voiced run the marks in samples with fractions, ascending
 */
export function markPeriods(
  samples: Float32Array,
  pitch: Float32Array,
  overall: number,
): readonly Float64Array[] {
  const energy = new Float64Array(samples.length + 1);
  for (let index = 0; index < samples.length; index++)
    energy[index + 1] = energy[index]! + samples[index]! ** 2;
  const sound = { samples, energy };
  return voicedRuns(pitch).map((run) => {
    const middle = ((run.from + run.to) * HOP) / 2;
    const first = strongestSwing(samples, middle, periodAt(pitch, run, middle));
    const before = walk(sound, pitch, run, first, overall, -1).reverse();
    return Float64Array.from([...before, first, ...walk(sound, pitch, run, first, overall, 1)]);
  });
}

function walk(
  sound: Sound,
  pitch: Float32Array,
  run: VoicedRun,
  first: number,
  overall: number,
  direction: 1 | -1,
): number[] {
  const marks: number[] = [];
  const [start, end] = [run.from * HOP, run.to * HOP];
  for (let at = first; ;) {
    const next = bestMatch(sound, at, periodAt(pitch, run, at), direction);
    if (next === null) return marks;
    const beyond = next.mark < start || next.mark > end;
    const least = beyond ? LEAST_AT_EDGE : LEAST_CORRELATION;
    if (next.correlation > least && next.peak > LEAST_PEAK * overall) marks.push(next.mark);
    if (beyond) return marks;
    at = next.mark;
  }
}

/** The pitch track between the centres of frames, in samples a period. */
function periodAt(pitch: Float32Array, run: VoicedRun, sample: number): number {
  const place = Math.max(run.from, Math.min(run.to - 1, sample / HOP - 0.5));
  const left = Math.floor(place);
  const before = pitch[left]!;
  const after = pitch[Math.min(run.to - 1, left + 1)]!;
  return SAMPLE_RATE / (before + (place - left) * (after - before));
}

function strongestSwing(samples: Float32Array, middle: number, period: number): number {
  const [from, to] = [
    Math.max(1, Math.round(middle - period / 2)),
    Math.min(samples.length - 2, Math.round(middle + period / 2)),
  ];
  let best = from;
  for (let index = from; index <= to; index++)
    if (Math.abs(samples[index]!) > Math.abs(samples[best]!)) best = index;
  const sign = samples[best]! < 0 ? -1 : 1;
  return best + vertex(sign * samples[best - 1]!, sign * samples[best]!, sign * samples[best + 1]!);
}

interface Match {
  /** In samples, with fractions. */
  readonly mark: number;
  readonly correlation: number;
  /** Largest absolute sample in that stretch. */
  readonly peak: number;
}

/** The stretch of one period that is most like the one around `at`; `null` beyond the sound's ends. */
function bestMatch(sound: Sound, at: number, period: number, direction: 1 | -1): Match | null {
  const { samples, energy } = sound;
  const start = Math.round(at - period / 2);
  const width = Math.round(at + period / 2) - start + 1;
  const [nearest, farthest] = [Math.floor(NEAREST * period), Math.ceil(FARTHEST * period)];
  if (start < 0 || start + width > samples.length) return null;
  const ownPower = energy[start + width]! - energy[start]!;
  if (!(ownPower > 0)) return null;

  const correlate = (lag: number): number => {
    const other = start + direction * lag;
    if (other < 0 || other + width > samples.length) return -1;
    let product = 0;
    for (let index = 0; index < width; index++) product += samples[start + index]! * samples[other + index]!;
    const power = energy[other + width]! - energy[other]!;
    return power > 0 ? product / Math.sqrt(ownPower * power) : 0;
  };
  let [best, height, offset] = [Math.round(period), -1, 0];
  let [previous, current] = [correlate(nearest - 1), correlate(nearest)];
  for (let lag = nearest; lag <= farthest; lag++) {
    const next = correlate(lag + 1);
    if (current > height && current >= previous && current >= next)
      [best, height, offset] = [lag, current, vertex(previous, current, next)];
    [previous, current] = [current, next];
  }
  let peak = 0;
  const found = start + direction * best;
  for (let index = Math.max(0, found); index < Math.min(samples.length, found + width); index++)
    peak = Math.max(peak, Math.abs(samples[index]!));
  return { mark: at + direction * (best + offset), correlation: height, peak };
}
