import { useEffect, useState } from 'preact/hooks';

/** Seconds left of a wait that `begin` starts, counting down to 0. */
export function useWait(seconds: number): { readonly left: number; readonly begin: () => void } {
  const [left, setLeft] = useState(0);
  const waits = left > 0;
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => setLeft((before) => before - 1), 1000);
    return () => clearInterval(timer);
  }, [waits]);
  return { left, begin: () => setLeft(seconds) };
}
