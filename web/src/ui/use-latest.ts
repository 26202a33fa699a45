import { useEffect, useMemo } from 'preact/hooks';

/**
 * For what may be begun again before it is answered. Each call of the returned function begins one, and gives a look at
 * whether it is still the last, on a screen that is still there: only then may its outcome be shown.
 */
export function useLatest(): () => () => boolean {
  const latest = useMemo(() => ({ begun: 0 }), []);
  useEffect(() => () => void latest.begun++, []);
  return () => {
    const mine = ++latest.begun;
    return () => mine === latest.begun;
  };
}
