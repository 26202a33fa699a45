import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import type { SaveFailure } from '../../app/journal-port.ts';
import { offerUnsaved } from './offer-unsaved.ts';

/**
 * Leaving a reading by a link or by going back is no decision against it: a notice at the foot waits until it is saved
 * or dropped. `decided` says that one of them was done here, and that nothing need be offered; or, with `false`, that it
 * came to nothing after all, which is said also when the screen is gone by then.
 */
export function useSaveAfterAll(save: () => Promise<SaveFailure | null>): {
  readonly decided: (isDecided: boolean) => void;
} {
  const isDecided = useRef(false);
  const isGone = useRef(false);
  const latest = useRef(save);
  latest.current = save;
  useEffect(
    () => () => {
      isGone.current = true;
      if (!isDecided.current) offerToSave(t('capture.left'), t('capture.saveAfterAll'), latest.current);
    },
    [],
  );
  const decided = (value: boolean) => {
    isDecided.current = value;
    if (!value && isGone.current) offerOnceMore(latest.current);
  };
  return { decided };
}

function offerOnceMore(save: () => Promise<SaveFailure | null>): void {
  offerToSave(t('captureSave.failed'), t('app.tryAgain'), save);
}

function offerToSave(text: string, label: string, save: () => Promise<SaveFailure | null>): void {
  const saveOrOfferAgain = async () => {
    const failure = await save();
    answered();
    if (failure !== null) offerOnceMore(save);
  };
  const answered = offerUnsaved({ text, accept: { label, run: () => void saveOrOfferAgain() } });
}
