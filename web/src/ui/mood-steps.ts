import { MOOD_STEPS, snapMood, stepMood, type Mood } from '@undertone/emotion/mood';

/** How fingers and keys move on the mood grid: valence to the right, arousal upward. */

export const NO_MOOD: Mood = { valence: 0, arousal: 0 };

/** A place on the field, as shares of its width and height from the top left corner. */
export interface FieldPlace {
  readonly x: number;
  readonly y: number;
}

/** Each step is the middle of one of nine equal cells, so that the outermost are as easy to hit as the others. */
const SPREAD = (MOOD_STEPS - 1) / MOOD_STEPS;

export function placeOf({ valence, arousal }: Mood): FieldPlace {
  return { x: 0.5 + (valence * SPREAD) / 2, y: 0.5 - (arousal * SPREAD) / 2 };
}

/** The step whose cell a place is in; places beyond the field count as its edge. */
export function moodAt({ x, y }: FieldPlace): Mood {
  return snapMood({ valence: ((x - 0.5) * 2) / SPREAD, arousal: ((0.5 - y) * 2) / SPREAD });
}

const KEY_MOVES: Readonly<Record<string, (mood: Mood) => Mood>> = {
  ArrowLeft: (mood) => stepMood(mood, -1, 0),
  ArrowRight: (mood) => stepMood(mood, 1, 0),
  ArrowDown: (mood) => stepMood(mood, 0, -1),
  ArrowUp: (mood) => stepMood(mood, 0, 1),
  Home: (mood) => ({ ...mood, valence: -1 }),
  End: (mood) => ({ ...mood, valence: 1 }),
  PageDown: (mood) => ({ ...mood, arousal: -1 }),
  PageUp: (mood) => ({ ...mood, arousal: 1 }),
};

/** Where a key moves the point, or `null` when the key is not the grid's. */
export function moodAfterKey(mood: Mood, key: string): Mood | null {
  return KEY_MOVES[key]?.(mood) ?? null;
}
