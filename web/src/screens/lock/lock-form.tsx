import { redact } from '@undertone/base/redacted';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { AppLockKind, LockAnswer, LockFailure } from '../../app/app-lock-port.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { SecretField } from './secret-field.tsx';
import { useTimeLeft } from './use-time-left.ts';

export interface Answering {
  readonly way: AppLockKind;
  readonly answer: () => LockAnswer;
  readonly text: string;
  /** Seconds before this way can be tried again. */
  readonly secondsLeft: number;
  readonly choose: (way: AppLockKind) => void;
  readonly type: (text: string) => void;
}

/** The quickest way first: a touch, then digits, then words. */
const QUICKEST: readonly AppLockKind[] = ['passkey', 'pin', 'passphrase'];

export function orderWays(ways: readonly AppLockKind[]): readonly AppLockKind[] {
  return QUICKEST.filter((way) => ways.includes(way));
}

/** What the person is about to answer the lock with. */
export function useAnswering(): Answering {
  const { ways } = useServices().appLock.state.value;
  const ordered = orderWays(ways);
  const [chosen, setChosen] = useState<AppLockKind | null>(null);
  const [text, setText] = useState('');
  const way = chosen !== null && ways.includes(chosen) ? chosen : (ordered[0] ?? 'pin');
  return {
    way,
    text,
    secondsLeft: useTimeLeft(way),
    answer: () => (way === 'passkey' ? { kind: way } : { kind: way, secret: redact(text) }),
    choose(next) {
      setChosen(next);
      setText('');
    },
    type: setText,
  };
}

/** The field of the way that was chosen, and how long it still waits. */
export function AnswerFields({
  answering,
  labels,
  onPasskey,
  autofocus = false,
}: {
  readonly answering: Answering;
  readonly labels: 'way' | 'current';
  /** What is said in place of a field where the browser asks by itself. */
  readonly onPasskey: ComponentChildren;
  readonly autofocus?: boolean;
}) {
  const { way, secondsLeft } = answering;
  return (
    <>
      {way === 'passkey' ? (
        onPasskey
      ) : (
        <SecretField
          key={way}
          kind={way}
          label={t(`lock.${labels}.${way}`)}
          name={`lock-${way}`}
          value={answering.text}
          onInput={answering.type}
          autofocus={autofocus}
        />
      )}
      {secondsLeft > 0 && (
        <Notice tone="trouble" title={t('lockFailure.wait')}>
          <p role="timer">{t('lock.wait', { time: spellWait(secondsLeft) })}</p>
        </Notice>
      )}
    </>
  );
}

export function OtherWays({ answering }: { readonly answering: Answering }) {
  const { ways } = useServices().appLock.state.value;
  const others = orderWays(ways).filter((way) => way !== answering.way);
  return others.map((way) => (
    <button key={way} type="button" class="button button--quiet" onClick={() => answering.choose(way)}>
      {t(`lock.use.${way}`)}
    </button>
  ));
}

export function LockFailureNotice({ failure }: { readonly failure: LockFailure | null }) {
  // The countdown says it already.
  if (failure === null || failure === 'wait') return null;
  return (
    <Notice tone="trouble" title={t(`lockFailure.${failure}`)} urgent>
      <p>{t(`lockFailure.${failure}.do`)}</p>
    </Notice>
  );
}

/** `0:29`, `59:30`, `1:00:00`: as a kitchen timer counts down. */
function spellWait(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
