import { err, ok, type Result } from '@undertone/base/result';
import { energyBand, pleasantnessBand, type EnergyBand, type PleasantnessBand } from './affect-band.ts';

/** How the person says they feel. */
export interface Mood {
  /** Unpleasant −1 … pleasant 1. */
  readonly valence: number;
  /** Calm −1 … activated 1. */
  readonly arousal: number;
}

/** Steps of the mood grid along each axis: −1, −0.75 … 1. */
export const MOOD_STEPS = 9;

/** Five stops on the grid for those who prefer a face, worst first. */
export const MOOD_FACES = ['awful', 'bad', 'okay', 'good', 'great'] as const;

export type MoodFace = (typeof MOOD_FACES)[number];

/**
 * A face says nothing of energy, so each takes what goes with its pleasantness on average: strong feelings of
 * either sign are the more activated ones (the V of Kuppens et al. 2013).
 */
const FACE_MOODS = {
  awful: { valence: -1, arousal: 0.25 },
  bad: { valence: -0.5, arousal: 0 },
  okay: { valence: 0, arousal: -0.25 },
  good: { valence: 0.5, arousal: 0 },
  great: { valence: 1, arousal: 0.25 },
} as const satisfies Record<MoodFace, Mood>;

export function moodOfFace(face: MoodFace): Mood {
  return FACE_MOODS[face];
}

/** The face nearest in pleasantness; of two equally near, the one nearer the middle. */
export function faceOfMood(mood: Mood): MoodFace {
  const stop = Math.sign(mood.valence) * Math.ceil(Math.abs(mood.valence) * 2 - 0.5);
  return MOOD_FACES[Math.min(4, Math.max(0, stop + 2))]!;
}

/** The nearest point of the grid. */
export function snapMood(mood: Mood): Mood {
  return { valence: snapToGrid(mood.valence), arousal: snapToGrid(mood.arousal) };
}

/** The mood `columns` steps more pleasant and `rows` steps more activated, held at the edge of the grid. */
export function stepMood(mood: Mood, columns: number, rows: number): Mood {
  const step = 2 / (MOOD_STEPS - 1);
  return snapMood({ valence: mood.valence + columns * step, arousal: mood.arousal + rows * step });
}

/** "pleasant, low energy", in codes. */
export function moodBand(mood: Mood): {
  readonly pleasantness: PleasantnessBand;
  readonly energy: EnergyBand;
} {
  return { pleasantness: pleasantnessBand(mood.valence), energy: energyBand(mood.arousal) };
}

/** Keeps a point between the steps as it is, since another version may have had a finer grid. */
export function parseMood(value: unknown): Result<Mood, 'malformed-mood'> {
  if (typeof value !== 'object' || value === null) return err('malformed-mood');
  if (!('valence' in value) || !('arousal' in value)) return err('malformed-mood');
  const { valence, arousal } = value;
  if (!isAffect(valence) || !isAffect(arousal)) return err('malformed-mood');
  return ok({ valence, arousal });
}

function isAffect(value: unknown): value is number {
  return typeof value === 'number' && value >= -1 && value <= 1;
}

/** Adding 0 keeps −0 out, which would differ from 0 when sealed or compared by identity. */
function snapToGrid(value: number): number {
  const stepsFromMiddle = (MOOD_STEPS - 1) / 2;
  return Math.min(1, Math.max(-1, Math.round(value * stepsFromMiddle) / stepsFromMiddle)) + 0;
}
