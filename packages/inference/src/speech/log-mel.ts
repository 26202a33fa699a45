import { SAMPLE_RATE } from '../voice/resample.ts';
import { createMelBank } from './mel-bank.ts';
import { BINS, createSpectrum400, FRAME } from './spectrum-400.ts';

export const MELS = 80;
/** What the network hears at once, in samples: 30 s. */
export const WINDOW = 30 * SAMPLE_RATE;
export const FRAMES = 3000;

const HOP = 160;
const REACH = FRAME / 2;
/** Below this power there is nothing; and nothing counts that lies further than 80 dB under the window's loudest. */
const LEAST_POWER = 1e-10;
const RANGE = 8;

/**
 * Log-mel spectrogram as Whisper was trained on (Radford et al. 2022; `preprocessor_config.json` of its packs): frames
 * of 25 ms under a periodic Hann window every 10 ms, reflected at the edges, 80 mel filters, log10, scaled by the
 * loudest of the window. Bound to its own work arrays.
 *
 * @param samples mono at 16 kHz, within [−1, 1], at most 30 s; what is missing to 30 s counts as silence
 * @returns 80 × 3000, row-major, one row a filter
 */
export function createLogMel(): (samples: Float32Array) => Float32Array {
  const spectrum = createSpectrum400();
  const bank = createMelBank(MELS, BINS, SAMPLE_RATE);
  const hann = Float64Array.from(
    { length: FRAME },
    (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / FRAME),
  );
  const frame = new Float64Array(FRAME);
  const power = new Float64Array(BINS);

  return (samples) => {
    if (samples.length > WINDOW) throw new RangeError(`${samples.length} samples in one window`);
    const logs = new Float32Array(MELS * FRAMES).fill(Math.log10(LEAST_POWER));
    // Frames after the last sample hold silence only. The window's own end is reflected, but only a full one has sound there.
    const heard = Math.min(FRAMES, Math.ceil((samples.length + REACH) / HOP));
    let loudest = Math.log10(LEAST_POWER);
    for (let at = 0; at < heard; at++) {
      for (let index = 0; index < FRAME; index++)
        frame[index] = hann[index]! * (samples[reflect(at * HOP + index - REACH)] ?? 0);
      spectrum(frame, power);
      for (const [filter, { from, weights }] of bank.entries()) {
        let sum = 0;
        for (let bin = 0; bin < weights.length; bin++) sum += weights[bin]! * power[from + bin]!;
        const log = Math.log10(Math.max(sum, LEAST_POWER));
        logs[filter * FRAMES + at] = log;
        if (log > loudest) loudest = log;
      }
    }
    return logs.map((log) => (Math.max(log, loudest - RANGE) + 4) / 4);
  };
}

function reflect(index: number): number {
  if (index < 0) return -index;
  return index < WINDOW ? index : 2 * (WINDOW - 1) - index;
}
