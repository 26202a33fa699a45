import type { VoiceReadingDetail, VoiceWindow } from '@undertone/inference/voice/voice-reading';

/** A quarter of an hour by windows of half five seconds; beyond that, neighbours share one. */
export const MOST_WINDOWS = 240;

/** Hours of sound have thousands of windows, and an entry must still fit an op. */
export function boundedVoiceReading<Detail extends VoiceReadingDetail | null | undefined>(
  detail: Detail,
): Detail {
  if (detail === null || detail === undefined || detail.windows.length <= MOST_WINDOWS) return detail;
  const each = Math.ceil(detail.windows.length / MOST_WINDOWS);
  const windows: VoiceWindow[] = [];
  for (let start = 0; start < detail.windows.length; start += each) {
    windows.push(merge(detail.windows.slice(start, start + each)));
  }
  return { ...detail, windows };
}

function merge(windows: readonly VoiceWindow[]): VoiceWindow {
  const weight = windows.reduce((sum, window) => sum + window.weight, 0);
  const arousal =
    weight === 0 ? 0 : windows.reduce((sum, window) => sum + window.weight * window.arousal, 0) / weight;
  return {
    startSeconds: windows[0]!.startSeconds,
    endSeconds: windows.at(-1)!.endSeconds,
    arousal,
    weight,
  };
}
