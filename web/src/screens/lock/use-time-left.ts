import { useEffect, useState } from 'preact/hooks';
import type { AppLockKind } from '../../app/app-lock-port.ts';
import { now } from '../../app/now.ts';
import { useServices } from '../../app/services-context.ts';

/** Seconds before the lock takes another try of this way, counting down. */
export function useTimeLeft(way: AppLockKind): number {
  const { appLock } = useServices();
  const [left, setLeft] = useState(0);
  const until = appLock.state.value.waits[way];
  // The tick of the app's clock brings a page that slept back in step.
  const tick = now.value;
  useEffect(() => {
    const look = () => setLeft(Math.ceil(appLock.waitMs(way) / 1000));
    look();
    if (until === undefined) return;
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [appLock, way, until, tick]);
  return left;
}
