import { snapMood, stepMood, type Mood } from '@undertone/emotion/mood';

/** How fingers and keys move on the mood grid: valence to the right, arousal upward. */

export const NO_MOOD: Mood = { valence: 0, arousal: 0 };

/** `x` and `y` are shares of the field from its top left corner. */
export function moodAt(x: number, y: number): Mood {
  return snapMood({ valence: x * 2 - 1, arousal: 1 - y * 2 });
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
