import type { RandomBytes } from '@undertone/base/clock';

const CODES = 1_000_000;
const DRAWS = 2 ** 32;
/** Draws from here on would make the lowest codes a little likelier. */
const FAIR_BELOW = DRAWS - (DRAWS % CODES);

/** Six digits, each of the million codes equally likely. */
export function drawCode(random: RandomBytes): string {
  while (true) {
    const drawn = new DataView(random(4).buffer).getUint32(0);
    if (drawn < FAIR_BELOW) return String(drawn % CODES).padStart(6, '0');
  }
}
