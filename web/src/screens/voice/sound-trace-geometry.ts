import type { RecordingMoment } from '../../app/capture-ports.ts';

/** 15 seconds of 20 moments each, the newest at the right edge. */
export const TRACE = { width: 300, height: 96 } as const;

const FLOOR_DB = -60;
const PITCH_HZ = { lowest: 60, highest: 500 } as const;
/** Room between the tallest bar and the edge. */
const MARGIN = 6;

/** The loudness as bars about the middle, one path. */
export function levelPath(trace: readonly RecordingMoment[]): string {
  const middle = TRACE.height / 2;
  return placed(trace)
    .map(({ x, moment }) => {
      const share = Math.min(1, Math.max(0, 1 - moment.levelDb / FLOOR_DB));
      const half = Math.max(0.75, share * (middle - MARGIN));
      return `M${x} ${(middle - half).toFixed(1)}V${(middle + half).toFixed(1)}`;
    })
    .join('');
}

/** The pitch as a line on a logarithmic scale, broken where there is none. */
export function pitchPath(trace: readonly RecordingMoment[]): string {
  let drawing = false;
  return placed(trace)
    .map(({ x, moment: { pitchHz } }) => {
      if (pitchHz === null) {
        drawing = false;
        return '';
      }
      const share = Math.log(pitchHz / PITCH_HZ.lowest) / Math.log(PITCH_HZ.highest / PITCH_HZ.lowest);
      const y = TRACE.height - MARGIN - Math.min(1, Math.max(0, share)) * (TRACE.height - 2 * MARGIN);
      // A single voiced moment would be a line without length, which is not drawn.
      const command = drawing ? 'L' : `M${x - 0.5} ${y.toFixed(1)}L`;
      drawing = true;
      return `${command}${x} ${y.toFixed(1)}`;
    })
    .join('');
}

function placed(trace: readonly RecordingMoment[]) {
  const shown = trace.slice(-TRACE.width);
  return shown.map((moment, index) => ({ moment, x: TRACE.width - shown.length + index + 0.5 }));
}
