import type { EpochMs } from '@undertone/base/clock';
import { describe, expect, it } from 'vitest';
import type { RelockMinutes } from '../app/app-lock-port.ts';
import type { TabChannel, TabMessage } from '../vault/tab-channel.ts';
import { createRelock } from './relock.ts';

const MINUTE = 60_000;

/** Tabs of one device under one clock, with timers that fire as time passes. */
function openDevice(minutes: RelockMinutes) {
  /** Timers follow this one; what the clock on the wall says is `offset` away. */
  let now = 1_800_000_000_000;
  let offset = 0;
  let unsaved = false;
  let timers: { at: number; run: () => void }[] = [];
  const ears: { tab: object; hear: (message: TabMessage) => void }[] = [];

  const openTab = () => {
    const tab = { open: true, hidden: false, seen: () => {}, use: () => {}, locks: 0 };
    const tabs: TabChannel = {
      tell: (message) => ears.filter((ear) => ear.tab !== tab).forEach(({ hear }) => hear(message)),
      listen: (hear) => void ears.push({ tab, hear }),
      close: () => {},
    };
    const relock = createRelock({
      host: {
        isHidden: () => tab.hidden,
        onVisibility: (listener) => (tab.seen = listener),
        onUse: (listener) => (tab.use = listener),
      },
      clock: { now: () => (now + offset) as EpochMs },
      schedule: (delayMs, run) => {
        const timer = { at: now + delayMs, run };
        timers.push(timer);
        return () => void (timers = timers.filter((each) => each !== timer));
      },
      tabs,
      minutes: () => minutes,
      isOpen: () => tab.open,
      holdsUnsaved: () => unsaved,
      lock: () => {
        tab.open = false;
        tab.locks += 1;
      },
    });
    relock.start();
    return {
      isOpen: () => tab.open,
      use: () => tab.use(),
      hide: () => {
        tab.hidden = true;
        tab.seen();
      },
      show: () => {
        tab.hidden = false;
        tab.seen();
      },
    };
  };

  return {
    openTab,
    holdUnsaved: (held: boolean) => (unsaved = held),
    setClock: (by: number) => (offset += by),
    /** As a device that sleeps: time passes and no timer fires. */
    sleep: (ms: number) => (now += ms),
    pass(ms: number) {
      const end = now + ms;
      for (;;) {
        const next = timers.toSorted((left, right) => left.at - right.at)[0];
        if (next === undefined || next.at > end) break;
        timers = timers.filter((each) => each !== next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
    },
  };
}

describe('an open lock', () => {
  it('closes when nobody has been there for as long as was chosen', () => {
    const device = openDevice(5);
    const tab = device.openTab();
    device.pass(4 * MINUTE);
    tab.use();
    device.pass(5 * MINUTE - 1);
    expect(tab.isOpen()).toBe(true);
    device.pass(1);
    expect(tab.isOpen()).toBe(false);
  });

  it('closes so long after the app went to the background, and not before', () => {
    const device = openDevice(5);
    const tab = device.openTab();
    device.pass(MINUTE);
    tab.hide();
    device.pass(5 * MINUTE - 1);
    tab.show();
    expect(tab.isOpen()).toBe(true);
    tab.hide();
    device.pass(5 * MINUTE);
    expect(tab.isOpen()).toBe(false);
  });

  it('closes at once in the background if so chosen, and after a minute of nothing in front', () => {
    const device = openDevice(0);
    const [left, idle] = [device.openTab(), device.openTab()];
    left.hide();
    expect(left.isOpen()).toBe(false);
    expect(idle.isOpen()).toBe(true);
    device.pass(MINUTE);
    expect(idle.isOpen()).toBe(false);
  });

  it('is closed before anything shows when the device slept through its time', () => {
    const device = openDevice(1);
    const [hidden, shown] = [device.openTab(), openDevice(1)];
    const awake = shown.openTab();
    hidden.hide();
    device.sleep(2 * MINUTE);
    hidden.show();
    expect(hidden.isOpen()).toBe(false);
    shown.sleep(2 * MINUTE);
    awake.use();
    expect(awake.isOpen()).toBe(false);
  });

  it('counts what is done in another tab', () => {
    const device = openDevice(1);
    const [used, other] = [device.openTab(), device.openTab()];
    other.hide();
    for (let step = 0; step < 10; step++) {
      device.pass(30_000);
      used.use();
    }
    expect([used.isOpen(), other.isOpen()]).toEqual([true, true]);
    device.pass(MINUTE);
    expect([used.isOpen(), other.isOpen()]).toEqual([false, false]);
  });

  it('is not held open by a clock that was set back', () => {
    const device = openDevice(1);
    const tab = device.openTab();
    device.setClock(-86_400_000);
    device.pass(2 * MINUTE);
    expect(tab.isOpen()).toBe(false);
  });

  it('waits with what is not saved, but not for ever', () => {
    const device = openDevice(1);
    const tab = device.openTab();
    device.holdUnsaved(true);
    device.pass(10 * MINUTE);
    expect(tab.isOpen()).toBe(true);
    device.holdUnsaved(false);
    device.pass(5_000);
    expect(tab.isOpen()).toBe(false);
    const forgotten = openDevice(1);
    const left = forgotten.openTab();
    forgotten.holdUnsaved(true);
    forgotten.pass(17 * MINUTE);
    expect(left.isOpen()).toBe(false);
  });
});
