import { effect } from '@preact/signals';
import type { FramingHint } from '@undertone/inference/face/face-reading';
import { useEffect, useState } from 'preact/hooks';
import type { FaceSession } from '../../app/capture-ports.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { ReaderProgress } from '../capture/reader-progress.tsx';
import { Stage } from '../capture/stage.tsx';
import { CameraPreview } from './camera-preview.tsx';
import type { FaceCheck } from './face-check.ts';
import { createSteadyHint } from './steady-hint.ts';
import './live-stage.css';

/** The open camera: a mirror, one hint at a time, and the tap that reads. */
export function LiveStage({
  check,
  session,
  collected,
}: {
  readonly check: FaceCheck;
  readonly session: FaceSession;
  readonly collected: number | null;
}) {
  const { faceCheck } = useServices();
  const [overlay, setOverlay] = useState(true);
  const interrupted = session.interrupted.value;
  return (
    <Stage label={t('faceCheck.preview')}>
      <CameraPreview session={session} overlay={overlay} />
      {interrupted === 'hidden' ? (
        <Notice title={t('faceCheck.interrupted.hidden')} urgent>
          <p>{t('faceCheck.interrupted.hidden.do')}</p>
        </Notice>
      ) : faceCheck.status.value.kind === 'loading' ? (
        <ReaderProgress status={faceCheck.status} label={t('faceCheck.collecting')} share={null} />
      ) : (
        <HintWords session={session} />
      )}
      {collected !== null && <Progress label={t('faceCheck.collecting')} done={collected} total={1} />}
      <label class="switch">
        <span>{t('faceCheck.overlay')}</span>
        <input
          type="checkbox"
          role="switch"
          class="switch__control"
          checked={overlay}
          onChange={(event) => setOverlay(event.currentTarget.checked)}
        />
      </label>
      <div class="stage__acts">
        <button
          type="button"
          class="button button--primary"
          aria-disabled={collected !== null}
          onClick={() => void check.collect()}
        >
          {t('faceCheck.start')}
        </button>
        <button type="button" class="button" onClick={() => check.startOver()}>
          {t('faceCheck.close')}
        </button>
      </div>
    </Stage>
  );
}

function HintWords({ session }: { readonly session: FaceSession }) {
  const [hint, setHint] = useState<FramingHint | null | 'nothing-seen'>('nothing-seen');
  useEffect(() => {
    const steady = createSteadyHint();
    return effect(() => {
      const seen = session.live.value;
      if (seen.points !== null || seen.hint !== null) setHint(steady(seen.hint));
    });
  }, [session]);
  return (
    <p class="live-stage__hint" role="status">
      {sayHint(hint)}
    </p>
  );
}

/** Nothing is praised before the first picture was looked at. */
function sayHint(hint: FramingHint | null | 'nothing-seen'): string {
  if (hint === 'nothing-seen') return '\u00a0';
  return hint === null ? t('faceCheck.good') : t(`hint.${hint}`);
}
