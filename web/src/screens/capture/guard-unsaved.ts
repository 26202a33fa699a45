import { holdUnsaved } from '../../app/unsaved.ts';

/** Until the returned call, the browser asks before the tab closes and the app lock waits a while. */
export function guardUnsaved(): () => void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener('beforeunload', ask);
  const release = holdUnsaved();
  return () => {
    release();
    window.removeEventListener('beforeunload', ask);
  };
}
