/**
 * Prosodic features by the names and units of the extended Geneva Minimalistic Acoustic Parameter Set (eGeMAPS v02,
 * Eyben et al. 2016, doi:10.1109/TAFFC.2015.2457417), the openSMILE functional in each docstring.
 */
export const PROSODY_FEATURES = [
  'f0Mean',
  'f0Range',
  'intensity',
  'intensityRange',
  'alphaRatio',
  'hammarbergIndex',
  'spectralSlope',
  'jitter',
  'shimmer',
  'pauseShare',
  'meanPause',
  'speechRate',
] as const;

export type ProsodyFeature = (typeof PROSODY_FEATURES)[number];

/** `null` where there was too little voiced speech to measure it. */
export interface Prosody {
  /** Mean F0 in semitones above 27.5 Hz (`F0semitoneFrom27.5Hz_sma3nz_amean`). */
  readonly f0Mean: number | null;
  /** 20th to 80th percentile of F0, semitones (`F0semitoneFrom27.5Hz_sma3nz_pctlrange0-2`). */
  readonly f0Range: number | null;
  /** Level of speech, dB relative to full scale (`equivalentSoundLevel_dBp`, of speech only). */
  readonly intensity: number | null;
  /** 20th to 80th percentile of the frame level in speech, dB. */
  readonly intensityRange: number | null;
  /** Energy of 50–1000 Hz over 1–5 kHz in voiced frames, dB (`alphaRatioV_sma3nz_amean`; there with the sign turned). */
  readonly alphaRatio: number | null;
  /** Strongest peak of 0–2 kHz over that of 2–5 kHz in voiced frames, dB (`hammarbergIndexV_sma3nz_amean`). */
  readonly hammarbergIndex: number | null;
  /** Slope of the log spectrum over 500–1500 Hz in voiced frames, dB per kHz (`slopeV500-1500_sma3nz_amean`). */
  readonly spectralSlope: number | null;
  /** Mean difference of neighbouring periods over the mean period (`jitterLocal_sma3nz_amean`), a ratio. */
  readonly jitter: number | null;
  /** Mean difference of neighbouring period peaks, dB (`shimmerLocaldB_sma3nz_amean`). */
  readonly shimmer: number | null;
  /** Share of pauses of 0.2 s and more between the first and the last speech, 0 … 1. */
  readonly pauseShare: number | null;
  /** Mean length of those pauses, s; 0 without any. */
  readonly meanPause: number | null;
  /** Syllable nuclei a second of speech (`loudnessPeaksPerSec`, of speech only). */
  readonly speechRate: number | null;
}
