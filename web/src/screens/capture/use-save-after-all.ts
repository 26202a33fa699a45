import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import type { SaveFailure } from '../../app/journal-port.ts';
import { showSnack } from '../../app/snackbar.ts';

/**
 * Leaving a reading by a link or by going back is no decision against it: for as long as the notice at the foot stays,
 * it can still be saved. `decided` says that it was saved or dropped on purpose, and that nothing need be offered.
 */
export function useSaveAfterAll(save: () => Promise<SaveFailure | null>): {
  readonly decided: (isDecided: boolean) => void;
} {
  const isDecided = useRef(false);
  const latest = useRef(save);
  latest.current = save;
  useEffect(
    () => () => {
      if (isDecided.current) return;
      const saveIt = latest.current;
      showSnack({
        text: t('capture.left'),
        action: { label: t('capture.saveAfterAll'), run: () => void saveOrSay(saveIt) },
      });
    },
    [],
  );
  return { decided: (value) => (isDecided.current = value) };
}

async function saveOrSay(save: () => Promise<SaveFailure | null>): Promise<void> {
  const failure = await save();
  if (failure === null) return;
  showSnack({
    text: t('captureSave.failed'),
    action: { label: t('app.tryAgain'), run: () => void saveOrSay(save) },
  });
}
