import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import type { AccountFailure, AccountProgress } from '../../app/services.ts';
import { Notice } from '../../ui/notice.tsx';
import type { Task } from './use-task.ts';

export interface AccountFormProps {
  readonly submit: string;
  readonly onSubmit: () => void;
  readonly task: Pick<Task<AccountFailure>, 'busy' | 'failure'>;
  readonly step: AccountProgress | null;
  readonly children: ComponentChildren;
  readonly after?: ComponentChildren;
}

/** Fields, one act, what is going on, and what went wrong where the eye already is. */
export function AccountForm({ submit, onSubmit, task, step, children, after }: AccountFormProps) {
  const { busy, failure } = task;
  const trouble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure !== null) trouble.current?.scrollIntoView({ block: 'nearest' });
  }, [failure]);
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit();
      }}
    >
      {children}
      <div ref={trouble}>
        {failure !== null && (
          <Notice tone="trouble" title={t(`accountFailure.${failure}`)} urgent>
            <p>{t(`accountFailure.${failure}.do`)}</p>
          </Notice>
        )}
      </div>
      <button type="submit" class="button button--primary form__submit" aria-disabled={busy}>
        {submit}
      </button>
      <p class="small muted form__step" role="status">
        {busy && step !== null ? t(`accountStep.${step}`) : ''}
      </p>
      {after}
    </form>
  );
}
