import { mapLabels, normalise } from '@undertone/emotion/distribution';
import type { Label } from '@undertone/emotion/labels';
import type { Modality } from '@undertone/emotion/modality';
import type { Abstention, ModalityScore } from '@undertone/emotion/modality-score';
import type { FaceReading } from '@undertone/inference/face/face-reading';
import type { UsualVoice } from '@undertone/inference/voice/usual-voice';
import type { VoiceReading } from '@undertone/inference/voice/voice-reading';

/** Readings of a voice and a face for screens and their tests; nothing was measured. */

export function fakeUsualVoice(madeAt: number): UsualVoice {
  return {
    version: 1,
    madeAt,
    clips: 5,
    speechSeconds: 24,
    features: { f0Mean: { centre: 32, spread: 1.2 }, speechRate: { centre: 4.2, spread: 0.4 } },
  };
}

export function fakeModalityScore(
  modality: Modality,
  leading: Partial<Record<Label, number>>,
  affect: readonly [valence: number, arousal: number],
  abstained: Abstention | null = null,
): ModalityScore {
  return {
    modality,
    distribution: normalise(mapLabels((label) => 0.05 + (leading[label] ?? 0))),
    valence: affect[0],
    arousal: affect[1],
    quality: 0.82,
    modelId: modality === 'voice' ? 'voice-tone' : 'face-expression',
    modelVersion: '1.0.0',
    abstained,
  };
}

export function fakeVoiceReading(usual: UsualVoice | null): VoiceReading {
  return {
    score: fakeModalityScore('voice', { sadness: 0.5, neutral: 0.35 }, [-0.3, -0.35]),
    detail: {
      seconds: 61.4,
      prosody: {
        f0Mean: 30.1,
        f0Range: 3.4,
        intensity: -27.2,
        intensityRange: 9.1,
        alphaRatio: 14.2,
        hammarbergIndex: 24.1,
        spectralSlope: -12.3,
        jitter: 0.021,
        shimmer: 1.1,
        pauseShare: 0.31,
        meanPause: 0.62,
        speechRate: 3.4,
      },
      quality: {
        signalToNoiseDb: 27.4,
        clippedShare: 0,
        speechSeconds: 42.3,
        bandwidthHz: 7800,
        speechLikeness: 0.93,
        quality: 0.82,
      },
      problems: [],
      windows: [
        { startSeconds: 0.4, endSeconds: 5.4, arousal: -0.2, weight: 0.5 },
        { startSeconds: 5.4, endSeconds: 10.4, arousal: -0.5, weight: 0.5 },
      ],
      relative:
        usual === null
          ? null
          : {
              energy: {
                z: -1.6,
                doubt: 0.5,
                drivers: [
                  { feature: 'speechRate', z: -2.1 },
                  { feature: 'f0Mean', z: -1.6 },
                  { feature: 'intensity', z: -0.9 },
                ],
              },
              tension: {
                z: 0.9,
                doubt: 0.6,
                drivers: [
                  { feature: 'pauseShare', z: 1.8 },
                  { feature: 'f0Range', z: -1.1 },
                ],
              },
            },
    },
  };
}

export function fakeFaceReading(
  source: 'camera' | 'photo',
  abstained: Abstention | null = null,
): FaceReading {
  return {
    score: fakeModalityScore('face', { neutral: 0.5, sadness: 0.3 }, [-0.15, -0.25], abstained),
    detail: {
      source,
      path: 'network',
      framesSeen: source === 'photo' ? 1 : 60,
      framesUsed: source === 'photo' ? 1 : 47,
      seconds: source === 'photo' ? 0 : 4,
      quality: 0.86,
      hints: source === 'photo' ? [] : ['face-the-camera'],
    },
  };
}

/** 478 points, x and y, on rings inside an oval: something for the overlay to draw. */
export function fakeFacePoints(turn: number): Float32Array {
  const points = new Float32Array(478 * 2);
  for (let index = 0; index < 478; index++) {
    const ring = Math.sqrt((index + 1) / 478);
    const angle = index * 2.4 + turn;
    points[2 * index] = 0.5 + 0.19 * ring * Math.cos(angle);
    points[2 * index + 1] = 0.52 + 0.33 * ring * Math.sin(angle);
  }
  return points;
}
