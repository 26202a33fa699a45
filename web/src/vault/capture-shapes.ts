import { FRAMING_HINTS, type FaceReadingDetail } from '@undertone/inference/face/face-reading';
import { PROSODY_FEATURES } from '@undertone/inference/voice/prosody';
import type { UsualVoice } from '@undertone/inference/voice/usual-voice';
import { VOICE_PROBLEMS, type VoiceReadingDetail } from '@undertone/inference/voice/voice-reading';

/**
 * By hand and not by schema, as in reading-shapes.ts. A newer app's features, drivers and problems beside those known
 * here are no fault; the value stays as it is.
 */
export function isVoiceReading(value: unknown): value is VoiceReadingDetail {
  if (!isObject(value)) return false;
  const { seconds, prosody, quality, problems, windows, relative } = value;
  return (
    isNumber(seconds) &&
    isObject(prosody) &&
    PROSODY_FEATURES.every((feature) => isNumberOrNull(prosody[feature])) &&
    isVoiceQuality(quality) &&
    isListOf(problems, (problem) => (VOICE_PROBLEMS as readonly unknown[]).includes(problem)) &&
    isListOf(windows, isVoiceWindow) &&
    (relative === null || (isObject(relative) && isAxis(relative['energy']) && isAxis(relative['tension'])))
  );
}

export function isFaceReading(value: unknown): value is FaceReadingDetail {
  if (!isObject(value)) return false;
  const { source, path, framesSeen, framesUsed, seconds, quality, hints } = value;
  return (
    (source === 'camera' || source === 'photo') &&
    (path === 'network' || path === 'rules') &&
    [framesSeen, framesUsed, seconds, quality].every(isNumber) &&
    isListOf(hints, (hint) => (FRAMING_HINTS as readonly unknown[]).includes(hint))
  );
}

export function isUsualVoice(value: unknown): value is UsualVoice {
  if (!isObject(value)) return false;
  const { version, madeAt, clips, speechSeconds, features } = value;
  return (
    version === 1 &&
    [madeAt, clips, speechSeconds].every(isNumber) &&
    isObject(features) &&
    Object.values(features).every(
      (feature) => isObject(feature) && isNumber(feature['centre']) && isAbove0(feature['spread']),
    )
  );
}

function isVoiceQuality(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { signalToNoiseDb, ...others } = value;
  const { clippedShare, speechSeconds, bandwidthHz, speechLikeness, quality } = others;
  return (
    isNumberOrNull(signalToNoiseDb) &&
    [clippedShare, speechSeconds, bandwidthHz, speechLikeness, quality].every(isNumber)
  );
}

function isVoiceWindow(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { startSeconds, endSeconds, arousal, weight } = value;
  return [startSeconds, endSeconds, arousal, weight].every(isNumber);
}

function isAxis(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { z, doubt, drivers } = value;
  return (
    isNumber(z) &&
    isNumber(doubt) &&
    isListOf(
      drivers,
      (driver) => isObject(driver) && typeof driver['feature'] === 'string' && isNumber(driver['z']),
    )
  );
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || isNumber(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A spread is divided by. */
function isAbove0(value: unknown): boolean {
  return isNumber(value) && value > 0;
}
