import { holdUnsaved } from '../app/unsaved.ts';

/** Nobody looks for a file much longer, and a browser that forgets to say that none was chosen must not hold the lock. */
const LONGEST_CHOICE_MS = 5 * 60_000;

/**
 * On a phone the choice of a file puts the app in the background. Were the lock to close then, the file would find
 * nobody waiting for it.
 */
export function holdForFileChoice(
  page: Pick<Document, 'addEventListener'>,
  schedule: (delayMs: number, run: () => void) => () => void,
): void {
  let release = () => {};
  page.addEventListener(
    'click',
    ({ target }) => {
      if (!isFileInput(target)) return;
      release();
      const letGo = holdUnsaved();
      const cancel = schedule(LONGEST_CHOICE_MS, letGo);
      release = () => {
        cancel();
        letGo();
      };
    },
    { capture: true },
  );
  // Neither event bubbles everywhere; both are captured.
  for (const end of ['change', 'cancel'] as const) {
    page.addEventListener(end, ({ target }) => isFileInput(target) && release(), { capture: true });
  }
}

function isFileInput(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'file';
}
