import { useEffect, useRef } from 'preact/hooks';

/** True for the stage that a screen opens with; false from then on, when a stage has to take the focus itself. */
export function useFirstStage(): boolean {
  const first = useRef(true);
  useEffect(() => {
    first.current = false;
  }, []);
  return first.current;
}
