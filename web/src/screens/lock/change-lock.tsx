import type { Result } from '@undertone/base/result';
import type { ComponentChildren } from 'preact';
import type { AppLockKind, LockAnswer, LockFailure } from '../../app/app-lock-port.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { useTask } from '../account/use-task.ts';
import { AnswerFields, LockFailureNotice, OtherWays, useAnswering } from './lock-form.tsx';
import { NewSecretFields, useNewSecret } from './new-secret.tsx';

export interface LockChange {
  readonly act: 'set' | 'remove';
  readonly way: AppLockKind;
}

/** Another way in, or a new secret for one that is set. */
export function ChangeLock({ way, onDone }: { readonly way: AppLockKind; readonly onDone: () => void }) {
  const { appLock } = useServices();
  const secret = useNewSecret(way);
  const isSet = appLock.state.value.ways.includes(way);
  const title = isSet ? t(`lock.change.${way}`) : t(`lock.add.${way}`);
  return (
    <GuardedForm
      title={title}
      said={t('lock.changed')}
      onDone={onDone}
      act={async (current) => {
        const next = secret.take();
        return next === null ? null : appLock.set(next, current);
      }}
    >
      <div class="stack">
        <h3>{t('lock.next')}</h3>
        <NewSecretFields way={way} secret={secret} />
      </div>
    </GuardedForm>
  );
}

export function RemoveWay({ way, onDone }: { readonly way: AppLockKind; readonly onDone: () => void }) {
  const { appLock } = useServices();
  const isLast = appLock.state.value.ways.length === 1;
  return (
    <GuardedForm
      title={t(`lock.remove.${way}`)}
      said={isLast ? t('lock.off') : t('lock.changed')}
      onDone={onDone}
      act={(current) => appLock.remove(way, current)}
    >
      {isLast && <p class="small">{t('lock.remove.last')}</p>}
    </GuardedForm>
  );
}

/** Nothing about the lock is changed by who cannot open it: a borrowed, open device stays its owner's. */
function GuardedForm(props: {
  readonly title: string;
  readonly said: string;
  readonly onDone: () => void;
  /** `null`: what was typed cannot be it, and the field says why. */
  readonly act: (current: LockAnswer) => Promise<Result<void, LockFailure> | null>;
  readonly children: ComponentChildren;
}) {
  const { appLock } = useServices();
  const answering = useAnswering();
  const task = useTask<LockFailure | 'refused'>();
  const waits = answering.secondsLeft > 0;

  const go = async () => {
    const done = await task.run(
      async () => (await props.act(answering.answer())) ?? { ok: false, error: 'refused' as const },
    );
    if (done === null) return;
    showSnack({ text: props.said });
    props.onDone();
  };

  return (
    <form
      class="form card"
      aria-label={props.title}
      onSubmit={(event) => {
        event.preventDefault();
        if (!task.busy && !waits) void go();
      }}
    >
      <div class="stack">
        <h3>{t('lock.first')}</h3>
        <AnswerFields
          answering={answering}
          labels="current"
          onPasskey={<p class="small">{t('lock.first.passkey')}</p>}
          autofocus
        />
        {appLock.state.value.ways.length > 1 && (
          <p class="row">
            <OtherWays answering={answering} />
          </p>
        )}
      </div>
      {props.children}
      <LockFailureNotice failure={task.failure === 'refused' || waits ? null : task.failure} />
      <p class="row">
        <button type="submit" class="button button--primary" aria-disabled={task.busy || waits}>
          {props.title}
        </button>
        <button type="button" class="button button--quiet" onClick={props.onDone}>
          {t('app.cancel')}
        </button>
      </p>
      <p class="small muted form__step" role="status">
        {task.busy ? t('lock.checking') : ''}
      </p>
    </form>
  );
}
