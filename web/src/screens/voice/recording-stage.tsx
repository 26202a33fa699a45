import { Pause, Play, RotateCcw, Square } from 'lucide-preact';
import type { Recording } from '../../app/capture-ports.ts';
import { t } from '../../app/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { Stage } from '../capture/stage.tsx';
import { formatDuration } from './format-duration.ts';
import { Interruption } from './interruption.tsx';
import { SoundTrace } from './sound-trace.tsx';
import type { VoiceMinute } from './voice-minute.ts';
import './recording-stage.css';

export function RecordingStage({
  recording,
  mostSeconds,
  minute,
}: {
  readonly recording: Recording;
  readonly mostSeconds: number;
  readonly minute: VoiceMinute;
}) {
  const state = recording.state.value;
  const ended = state === 'ended';
  return (
    <Stage label={t('voice.recording')}>
      <div class="card recording-stage">
        <p class="recording-stage__state small" role="status">
          <span class={`recording-stage__dot recording-stage__dot--${state}`} />
          {t(`voice.${state}`)}
        </p>
        <p class="recording-stage__time" role="timer">
          {formatDuration(recording.seconds.value)}{' '}
          <span class="recording-stage__limit">{t('voice.of', { limit: formatDuration(mostSeconds) })}</span>
        </p>
        <SoundTrace recording={recording} />
        <Interruption recording={recording} />
      </div>
      <div class="stage__acts">
        <button type="button" class="button button--primary" onClick={() => void minute.stop()}>
          <Icon of={Square} />
          {ended ? t('voice.readWhatIs') : t('voice.stop')}
        </button>
        {state === 'recording' && (
          <button type="button" class="button" onClick={() => recording.pause()}>
            <Icon of={Pause} />
            {t('voice.pause')}
          </button>
        )}
        {state === 'paused' && (
          <button type="button" class="button" onClick={() => recording.resume()}>
            <Icon of={Play} />
            {t('voice.resume')}
          </button>
        )}
        <button type="button" class="button" onClick={() => minute.startOver()}>
          <Icon of={RotateCcw} />
          {t('voice.again')}
        </button>
      </div>
    </Stage>
  );
}
