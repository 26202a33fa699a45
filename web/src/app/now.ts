import { signal } from '@preact/signals';
import type { Clock, EpochMs } from '@undertone/base/clock';

/** The time as the screens see it, to the minute: enough for greetings and “3 minutes ago”. */
export const now = signal(0 as EpochMs);

const TICK_MS = 30_000;

export function followClock(clock: Clock): void {
  const tick = () => {
    now.value = clock.now();
  };
  tick();
  setInterval(tick, TICK_MS);
  document.addEventListener('visibilitychange', tick);
}

/** `YYYY-MM-DD` of a moment in this device's zone. */
export function localDateOf(at: EpochMs): string {
  const day = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
