import { SAMPLE_RATE } from './resample.ts';
import { FRAMES_PER_SECOND, HOP } from './short-time.ts';
import type { FrameSpan } from './voice-activity.ts';
import { voiceWindows, type WindowReading } from './voice-network.ts';
import type { VoiceWindow } from './voice-reading.ts';

/** Speech apart by more is read apart: the network learnt on clips without long silences. */
const LONGEST_GAP = FRAMES_PER_SECOND;
/** What is left of the silence around it, frames. */
const MARGIN = 0.1 * FRAMES_PER_SECOND;
/** A window with less speech than this is not worth a run, s. */
const LEAST_SPEECH = 0.3;
/** A reading has no more windows than this: it is kept in an entry, and an entry must fit an op. */
export const MOST_WINDOWS = 240;

/** In samples of the stretch. */
export interface SpeechWindow {
  readonly start: number;
  readonly end: number;
  readonly speechSeconds: number;
}

/** Windows of 5 s every 2.5 s over the speech of a stretch, cut to where speech begins and ends. */
export function windowsOf(speech: readonly FrameSpan[], samples: number): readonly SpeechWindow[] {
  return passagesOf(speech).flatMap(({ from, to }) => {
    const first = Math.max(0, (from - MARGIN) * HOP);
    const last = Math.min(samples, (to + MARGIN) * HOP);
    return voiceWindows(last - first)
      .map(({ start, end }) => ({
        start: first + start,
        end: first + end,
        speechSeconds: speechWithin(speech, first + start, first + end),
      }))
      .filter(({ speechSeconds }) => speechSeconds >= LEAST_SPEECH);
  });
}

function passagesOf(speech: readonly FrameSpan[]): readonly FrameSpan[] {
  const passages: { from: number; to: number }[] = [];
  for (const { from, to } of speech) {
    const last = passages.at(-1);
    if (last !== undefined && from - last.to < LONGEST_GAP) last.to = to;
    else passages.push({ from, to });
  }
  return passages;
}

function speechWithin(speech: readonly FrameSpan[], start: number, end: number): number {
  return speech.reduce(
    (sum, { from, to }) =>
      sum + Math.max(0, Math.min(end, to * HOP) - Math.max(start, from * HOP)) / SAMPLE_RATE,
    0,
  );
}

/**
 * Of how many windows one is read: all in the first ten minutes of speech, every second one up to about an hour, then
 * every sixth (one in 15 s). More would add minutes of waiting and next to no evidence.
 */
export function strideAt(windowsSeen: number): number {
  if (windowsSeen < 240) return 1;
  return windowsSeen < 1400 ? 2 : 6;
}

interface ReadWindow {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly reading: WindowReading;
  /** Seconds of speech that it stands for. */
  readonly weight: number;
}

/** Windows that were read. Past {@link MOST_WINDOWS} neighbours share one, so that hours stay a short list. */
export interface ReadWindows {
  add(window: ReadWindow): void;
  all(): readonly ReadWindow[];
}

export function collectWindows(): ReadWindows {
  let windows: ReadWindow[] = [];
  return {
    add(window) {
      windows.push(window);
      if (windows.length <= MOST_WINDOWS) return;
      const pairs: ReadWindow[] = [];
      for (let index = 0; index < windows.length; index += 2) {
        const [left, right] = [windows[index]!, windows[index + 1]];
        pairs.push(right === undefined ? left : merge(left, right));
      }
      windows = pairs;
    },
    all: () => windows,
  };
}

/** The weighted mean: pooling is linear in what windows say, so nothing is lost. */
function merge(left: ReadWindow, right: ReadWindow): ReadWindow {
  const weight = left.weight + right.weight;
  const mean = (one: number, two: number) => (left.weight * one + right.weight * two) / weight;
  return {
    startSeconds: left.startSeconds,
    endSeconds: right.endSeconds,
    reading: {
      logits: left.reading.logits.map((logit, index) => mean(logit, right.reading.logits[index]!)),
      arousal: mean(left.reading.arousal, right.reading.arousal),
    },
    weight,
  };
}

/** What is kept of them: weights sum to 1. */
export function keptWindows(windows: readonly ReadWindow[]): readonly VoiceWindow[] {
  const total = windows.reduce((sum, { weight }) => sum + weight, 0);
  return windows.map(({ startSeconds, endSeconds, reading, weight }) => ({
    startSeconds,
    endSeconds,
    arousal: reading.arousal,
    weight: weight / total,
  }));
}
