import type { Modality } from '@undertone/emotion/modality';
import type { ModalityScore } from '@undertone/emotion/modality-score';
import type { FaceReadingDetail } from '@undertone/inference/face/face-reading';
import type { VoiceReadingDetail } from '@undertone/inference/voice/voice-reading';

/** Readings with a value in every place, for tests of what keeps them. */
export function voiceDetail(): VoiceReadingDetail {
  return {
    seconds: 61.5,
    prosody: {
      f0Mean: 27.5,
      f0Range: 4,
      intensity: -20,
      intensityRange: 9,
      alphaRatio: 12,
      hammarbergIndex: 20,
      spectralSlope: -14,
      jitter: 0.012,
      shimmer: 0.7,
      pauseShare: 0.2,
      meanPause: 0.4,
      speechRate: null,
    },
    quality: {
      signalToNoiseDb: null,
      clippedShare: 0,
      speechSeconds: 40,
      bandwidthHz: 7_600,
      speechLikeness: 0.9,
      quality: 0.8,
    },
    problems: ['noisy'],
    windows: [{ startSeconds: 0, endSeconds: 5, arousal: 0.25, weight: 1 }],
    relative: {
      energy: { z: 1, doubt: 0.5, drivers: [{ feature: 'arousal', z: 1 }] },
      tension: { z: 0, doubt: 0.5, drivers: [] },
    },
  };
}

export const faceDetail: FaceReadingDetail = {
  source: 'camera',
  path: 'network',
  framesSeen: 40,
  framesUsed: 31,
  seconds: 4,
  quality: 0.7,
  hints: ['too-dark'],
};

export function scoreOf(modality: Modality): ModalityScore {
  return {
    modality,
    distribution: {
      anger: 0.1,
      disgust: 0.05,
      fear: 0.05,
      joy: 0.5,
      neutral: 0.1,
      sadness: 0.1,
      surprise: 0.1,
    },
    valence: 0.25,
    arousal: -0.5,
    quality: 0.9,
    modelId: `${modality}-model`,
    modelVersion: '1.0.0',
    abstained: null,
  };
}
