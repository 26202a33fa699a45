import { FileAudio, Mic } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { RECORDING_LIMITS } from '../../app/capture-ports.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { FileChoice } from '../capture/file-choice.tsx';
import { Stage } from '../capture/stage.tsx';
import type { VoiceMinute } from './voice-minute.ts';
import './voice-ready-stage.css';

const LENGTHS = [RECORDING_LIMITS.defaultSeconds, 180, RECORDING_LIMITS.mostSeconds] as const;

export function VoiceReadyStage({
  minute,
  first,
  again = false,
}: {
  readonly minute: VoiceMinute;
  readonly first: boolean;
  /** After something went wrong: what this is for was said before. */
  readonly again?: boolean;
}) {
  const { usualVoice } = useServices();
  const [seconds, setSeconds] = useState<number>(RECORDING_LIMITS.defaultSeconds);
  return (
    <Stage label={t('voice.title')} first={first}>
      {!again && <p>{t('voice.what')}</p>}
      <fieldset class="length-choice">
        <legend class="small">{t('voice.length')}</legend>
        <div class="length-choice__options">
          {LENGTHS.map((length) => (
            <label key={length} class="length-choice__option">
              <input
                type="radio"
                name="length"
                value={length}
                checked={seconds === length}
                onChange={() => setSeconds(length)}
              />
              <span>{t('voice.minutes', { count: length / 60 })}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div class="stage__acts">
        <button type="button" class="button button--primary" onClick={() => void minute.record(seconds)}>
          <Icon of={Mic} />
          {again ? t('app.tryAgain') : t('voice.record')}
        </button>
      </div>
      {!again && usualVoice.current.value === null && (
        <Notice title={t('voice.noReference')}>
          <p>{t('voice.noReference.why')}</p>
          <a class="link" href="/settings/voice">
            {t('voice.noReference.act')}
          </a>
        </Notice>
      )}
      <section class="section" aria-labelledby="voice-file">
        <h2 id="voice-file" class="section__title">
          {t('capture.otherWay')}
        </h2>
        <FileChoice
          label={t('voice.file')}
          hint={t('voice.file.hint')}
          accept="audio/*,.wav,.mp3,.m4a,.ogg,.opus,.flac,.webm"
          icon={FileAudio}
          onChoose={(file) => void minute.readFile(file)}
        />
      </section>
    </Stage>
  );
}
