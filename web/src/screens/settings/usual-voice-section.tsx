import { useState } from 'preact/hooks';
import { formatAgo } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { now } from '../../app/now.ts';
import { saySaveFailure } from '../../app/save-failure-words.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { acceptedNotices } from '../../app/capture-notices.ts';
import { Stage } from '../capture/stage.tsx';
import { useFirstStage } from '../capture/use-first-stage.ts';
import { CaptureNotice } from '../capture/capture-notice.tsx';
import { CalibrationPanel } from '../voice/calibration-panel.tsx';
import { SettingsPart } from './settings-part.tsx';

/** How this person usually sounds: what it is made of, making it anew, and forgetting it. */
export function UsualVoiceSection() {
  const { usualVoice } = useServices();
  const [reading, setReading] = useState(false);
  const first = useFirstStage();
  const usual = usualVoice.current.value;

  const forget = async () => {
    const before = usual;
    const done = await usualVoice.forget();
    showSnack(
      done.ok
        ? {
            text: t('usual.forgotten'),
            ...(before !== null && {
              action: { label: t('app.undo'), run: () => void usualVoice.keep(before) },
            }),
          }
        : { text: saySaveFailure(done.error) },
    );
  };

  return (
    <SettingsPart title={t('settings.voice')}>
      {!reading && <p>{t('usual.what')}</p>}
      {reading ? (
        acceptedNotices.value.voice ? (
          <CalibrationPanel onLeave={() => setReading(false)} />
        ) : (
          <CaptureNotice modality="voice" first={false} onDecline={() => setReading(false)} />
        )
      ) : (
        <Stage label={t('settings.voice')} first={first}>
          <section class="card stack stack--tight" aria-labelledby="usual-state">
            <h2 id="usual-state">
              {usual === null ? t('usual.none') : t('usual.set', { ago: formatAgo(usual.madeAt, now.value) })}
            </h2>
            {usual !== null && (
              <p class="small muted">
                {t('usual.from', { count: usual.clips, seconds: Math.round(usual.speechSeconds) })}
              </p>
            )}
            <p class="small muted">{t('usual.how')}</p>
          </section>
          <div class="row">
            <button type="button" class="button button--primary" onClick={() => setReading(true)}>
              {usual === null ? t('usual.start') : t('usual.redo')}
            </button>
            {usual !== null && (
              <button type="button" class="button button--danger" onClick={() => void forget()}>
                {t('usual.forget')}
              </button>
            )}
          </div>
        </Stage>
      )}
    </SettingsPart>
  );
}
