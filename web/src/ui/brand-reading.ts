import type { FormSource } from './reading-form-geometry.ts';

/** The reading whose form is the app's icon: mixed feelings, held calmly. */
export const BRAND_READING: FormSource = {
  distribution: {
    anger: 0.09,
    disgust: 0.11,
    fear: 0.12,
    joy: 0.24,
    neutral: 0.15,
    sadness: 0.18,
    surprise: 0.11,
  },
  valence: 0.4,
  arousal: 0.3,
  confidence: 0.9,
};
