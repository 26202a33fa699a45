import { useEffect, useRef, useState } from 'preact/hooks';
import { declineSnack, dismissSnack, runSnackAction, SNACK_MS, snack } from '../app/snackbar.ts';
import './snackbar.css';

/**
 * The notice at the foot of the window. It stays while pointed at or focused, and for as long as it waits for an answer;
 * Ctrl+Z takes its act outside of text.
 */
export function Snackbar() {
  const { value } = snack;
  const [held, setHeld] = useState(false);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (value === null || held) return;
    const timer = setTimeout(dismissSnack, SNACK_MS);
    return () => clearTimeout(timer);
  }, [value, held]);

  useEffect(() => {
    if (value?.action === undefined) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const inText = event.target instanceof Element && event.target.closest('input, textarea') !== null;
      if (inText || event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey)
        return;
      event.preventDefault();
      runSnackAction();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [value]);

  return (
    <div class="snackbar" role="status">
      {value !== null && (
        <div
          ref={box}
          class="snackbar__box"
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocusIn={() => setHeld(true)}
          onFocusOut={() => setHeld(false)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') dismissSnack();
          }}
        >
          <span>{value.text}</span>
          {value.action !== undefined && (
            <button type="button" class="snackbar__action" onClick={runSnackAction}>
              {value.action.label}
            </button>
          )}
          {value.decline !== undefined && (
            <button type="button" class="snackbar__action" onClick={declineSnack}>
              {value.decline.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
