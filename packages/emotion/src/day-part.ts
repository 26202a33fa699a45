export const DAY_PARTS = ['night', 'morning', 'afternoon', 'evening'] as const;

export type DayPart = (typeof DAY_PARTS)[number];

/** First hour of each part; the night runs from 22 to 5. */
const MORNING_HOUR = 5;
const AFTERNOON_HOUR = 12;
const EVENING_HOUR = 17;
const NIGHT_HOUR = 22;

/** `localHour`: 0 … 23. */
export function dayPartOf(localHour: number): DayPart {
  if (localHour < MORNING_HOUR || localHour >= NIGHT_HOUR) return 'night';
  if (localHour < AFTERNOON_HOUR) return 'morning';
  return localHour < EVENING_HOUR ? 'afternoon' : 'evening';
}
