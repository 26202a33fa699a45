import type { RecordingMoment } from '../../app/capture-ports.ts';

export const LEVELS = ['silent', 'quiet', 'good', 'loud'] as const;

export type Level = (typeof LEVELS)[number];

/** dB relative to full scale, of 50 ms blocks. */
const LOUD_DB = -3;
const QUIET_DB = -42;
const SILENT_DB = -65;
/** Two seconds: long enough that a pause between words is not silence. */
const MOMENTS = 40;

/** How loud the last two seconds were, for the words beside the trace. */
export function levelOf(trace: readonly RecordingMoment[]): Level {
  const levels = trace.slice(-MOMENTS).map(({ levelDb }) => levelDb);
  const peak = Math.max(-Infinity, ...levels);
  if (peak <= SILENT_DB) return 'silent';
  if (peak >= LOUD_DB) return 'loud';
  return peak < QUIET_DB ? 'quiet' : 'good';
}

/** Median pitch of the voiced part of the last two seconds, Hz to the nearest ten; `null` without any. */
export function pitchOf(trace: readonly RecordingMoment[]): number | null {
  const voiced = trace
    .slice(-MOMENTS)
    .flatMap(({ pitchHz }) => (pitchHz === null ? [] : [pitchHz]))
    .sort((left, right) => left - right);
  const middle = voiced[Math.floor(voiced.length / 2)];
  return middle === undefined ? null : Math.round(middle / 10) * 10;
}
