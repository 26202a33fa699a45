import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import type { SaveFailure } from '../../app/journal-port.ts';
import { offerUnsaved } from './offer-unsaved.ts';

/**
 * Leaving a reading by a link or by going back is no decision against it: a notice at the foot waits until it is saved
 * or dropped. `decided` says that one of them was done here, and that nothing need be offered.
 */
export function useSaveAfterAll(save: () => Promise<SaveFailure | null>): {
  readonly decided: (isDecided: boolean) => void;
} {
  const isDecided = useRef(false);
  const latest = useRef(save);
  latest.current = save;
  useEffect(
    () => () => {
      if (!isDecided.current) offerToSave(t('capture.left'), t('capture.saveAfterAll'), latest.current);
    },
    [],
  );
  return { decided: (value) => (isDecided.current = value) };
}

function offerToSave(text: string, label: string, save: () => Promise<SaveFailure | null>): void {
  const saveOrOfferAgain = async () => {
    const failure = await save();
    answered();
    if (failure !== null) offerToSave(t('captureSave.failed'), t('app.tryAgain'), save);
  };
  const answered = offerUnsaved({ text, accept: { label, run: () => void saveOrOfferAgain() } });
}
