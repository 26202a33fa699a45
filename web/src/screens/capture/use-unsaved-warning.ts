import { useEffect } from 'preact/hooks';
import { holdUnsaved } from '../../app/unsaved.ts';

/** While something here is in memory only, the browser asks before the tab closes and the app lock waits a while. */
export function useUnsavedWarning(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    const release = holdUnsaved();
    return () => {
      release();
      window.removeEventListener('beforeunload', ask);
    };
  }, [unsaved]);
}
