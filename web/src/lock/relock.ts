import type { Clock } from '@undertone/base/clock';
import type { RelockMinutes } from '../app/app-lock-port.ts';
import type { TabChannel } from '../vault/tab-channel.ts';

/** What of the browser tells whether anyone is there. */
export interface RelockHost {
  isHidden(): boolean;
  /** The page came to the front or left it, or was woken from a sleep. */
  onVisibility(listener: () => void): void;
  /** A key, a touch, a wheel: a sign of a person. */
  onUse(listener: () => void): void;
}

export interface RelockParts {
  readonly host: RelockHost;
  readonly clock: Clock;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  readonly tabs: TabChannel;
  readonly minutes: () => RelockMinutes;
  /** There is a lock, and it is open. */
  readonly isOpen: () => boolean;
  /** Something on the screen is in memory only, and would be lost. */
  readonly holdsUnsaved: () => boolean;
  readonly lock: () => void;
}

export interface Relock {
  /** The lock was opened or set, or its delay changed. */
  start(): void;
}

const MINUTE_MS = 60_000;
/** "At once" is about leaving the app; who only reads gets this long between two signs of life. */
const LEAST_IDLE_MS = MINUTE_MS;
/** A recording or a reading that nobody has decided on yet puts the lock off, but not for ever. */
const HELD_MOST_MS = 15 * MINUTE_MS;
const HELD_LOOK_MS = 5_000;
/** Other tabs need to know only roughly when this one was last used. */
const TELL_EVERY_MS = 5_000;

/** Closes the lock when nobody has been there for as long as the person chose, counted over all tabs. */
export function createRelock(parts: RelockParts): Relock {
  const { host, clock, tabs } = parts;
  let lastUse = clock.now() as number;
  let toldAt = 0;
  let hiddenSince: number | null = null;
  let cancel: () => void = () => {};

  const dueAt = (): number => {
    const delay = parts.minutes() * MINUTE_MS;
    if (hiddenSince === null) return lastUse + Math.max(delay, LEAST_IDLE_MS);
    return delay === 0 ? hiddenSince : Math.max(hiddenSince, lastUse) + delay;
  };

  /** Timers sleep with the device and slow down in the background, so each only asks the clock. */
  const look = (): void => {
    cancel();
    if (!parts.isOpen()) return;
    const now = clock.now();
    // After a clock was set back there is nothing to count from but now.
    lastUse = Math.min(lastUse, now);
    const due = dueAt();
    if (now < due) cancel = parts.schedule(due - now, look);
    else if (parts.holdsUnsaved() && now < due + HELD_MOST_MS) cancel = parts.schedule(HELD_LOOK_MS, look);
    else {
      parts.lock();
      tabs.tell({ kind: 'lock', now: false });
    }
  };

  const noteUse = (): void => {
    const now = clock.now();
    lastUse = now;
    if (now - toldAt < TELL_EVERY_MS && now >= toldAt) return;
    toldAt = now;
    tabs.tell({ kind: 'in-use', at: now });
  };

  const use = (): void => {
    if (!parts.isOpen()) return;
    // Woken by this very touch: whether it was too late is asked before it counts.
    if (clock.now() >= dueAt() && !parts.holdsUnsaved()) look();
    else noteUse();
  };

  host.onVisibility(() => {
    if (host.isHidden()) {
      hiddenSince ??= clock.now();
      look();
      return;
    }
    look();
    hiddenSince = null;
    if (!parts.isOpen()) return;
    noteUse();
    look();
  });
  host.onUse(use);
  tabs.listen((message) => {
    if (message.kind === 'in-use') lastUse = Math.max(lastUse, Math.min(message.at, clock.now()));
    else if (message.kind === 'lock' && !message.now) look();
  });

  return {
    start() {
      lastUse = clock.now();
      hiddenSince = host.isHidden() ? lastUse : null;
      look();
    },
  };
}
