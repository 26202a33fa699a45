import type { ComponentChildren } from 'preact';
import { t } from '../../app/i18n.ts';
import { Notice } from '../../ui/notice.tsx';
import type { ProofFailure } from './proof-failure.ts';

/** Fields that show who is there, one act, and why it did not count. */
export function ProofForm(props: {
  readonly submit: string;
  readonly onSubmit: () => void;
  readonly busy: boolean;
  readonly failure: ProofFailure | null;
  readonly children: ComponentChildren;
}) {
  const { submit, onSubmit, busy, failure, children } = props;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit();
      }}
    >
      {children}
      {failure !== null && (
        <Notice tone="trouble" title={t(`proofFailure.${failure}`)} urgent>
          <p>{t(`proofFailure.${failure}.do`)}</p>
        </Notice>
      )}
      <button type="submit" class="button button--primary form__submit" aria-disabled={busy}>
        {submit}
      </button>
      <p class="small muted form__step" role="status">
        {busy ? t('proof.checking') : ''}
      </p>
    </form>
  );
}
