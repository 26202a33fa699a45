import { t } from '../../app/i18n.ts';
import { showSnack, withdrawSnack, type Snack } from '../../app/snackbar.ts';
import { guardUnsaved } from './guard-unsaved.ts';

/**
 * For what is in memory only when its screen is left: a notice that waits for an answer, and a tab that asks before it
 * closes. Answer with what is returned once it is safe or taken up again; a decline answers by itself.
 */
export function offerUnsaved({
  text,
  accept,
  onDecline = () => {},
}: {
  readonly text: string;
  readonly accept: NonNullable<Snack['action']>;
  readonly onDecline?: () => void;
}): () => void {
  const release = guardUnsaved();
  const notice: Snack = {
    text,
    action: accept,
    decline: {
      label: t('capture.discard'),
      run: () => {
        release();
        onDecline();
      },
    },
  };
  showSnack(notice);
  return () => {
    release();
    withdrawSnack(notice);
  };
}
