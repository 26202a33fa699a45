import { useEffect, useRef, useState } from 'preact/hooks';
import { HelpLink } from '../../app/help-link.tsx';
import { t } from '../../app/i18n.ts';
import type { LockFailure } from '../../app/app-lock-port.ts';
import { useServices } from '../../app/services-context.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { Screen } from '../../ui/screen.tsx';
import { SlowWords } from '../../ui/slow-words.tsx';
import { useTask } from '../account/use-task.ts';
import { ForgottenLock } from './forgotten-lock.tsx';
import { AnswerFields, LockFailureNotice, OtherWays, useAnswering } from './lock-form.tsx';
import './lock-screen.css';

/** Stands before everything: no entry, title or count is in the page while it does. */
export function LockScreen() {
  const [forgotten, setForgotten] = useState(false);
  return (
    <main class="lock">
      {forgotten ? (
        <ForgottenLock onBack={() => setForgotten(false)} />
      ) : (
        <Door onForgotten={() => setForgotten(true)} />
      )}
      <p class="lock__help">
        <HelpLink class="button button--quiet" />
      </p>
    </main>
  );
}

function Door({ onForgotten }: { readonly onForgotten: () => void }) {
  const { appLock } = useServices();
  const answering = useAnswering();
  const task = useTask<LockFailure>();
  const waits = answering.secondsLeft > 0;
  const form = useRef<HTMLFormElement>(null);
  const isThere = appLock.state.value.ways.length > 0;
  // After the heading, which every other screen gives the focus to: here the next thing is the answer.
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, button[type=submit]')?.focus();
  }, [isThere, answering.way]);

  const open = async () => {
    const done = await task.run(() => appLock.unlock(answering.answer()));
    if (done === null) answering.type('');
  };

  // What is set is read just after it turned out that something is.
  if (!isThere) return <SlowWords text={t('app.opening')} />;
  return (
    <Screen
      title={t('lock.title')}
      above={
        <span class="lock__brand">
          <BrandMark />
        </span>
      }
    >
      <p class="muted">{t('lock.what')}</p>
      <form
        ref={form}
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!task.busy && !waits) void open();
        }}
      >
        <AnswerFields answering={answering} labels="way" onPasskey={null} />
        <LockFailureNotice failure={waits ? null : task.failure} />
        <button type="submit" class="button button--primary form__submit" aria-disabled={task.busy || waits}>
          {answering.way === 'passkey' ? t('lock.withPasskey') : t('lock.open')}
        </button>
        <p class="small muted form__step" role="status">
          {task.busy ? t('lock.checking') : ''}
        </p>
        <p class="lock__else">
          <OtherWays answering={answering} />
          <button type="button" class="button button--quiet" onClick={onForgotten}>
            {t('lock.forgot')}
          </button>
        </p>
      </form>
    </Screen>
  );
}
