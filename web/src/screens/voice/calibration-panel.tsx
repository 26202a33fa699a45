import { learnUsualVoice } from '@undertone/inference/voice/learn-usual-voice';
import { Check, Mic, Play, RotateCcw, Square } from 'lucide-preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import type { SaveFailure } from '../../app/journal-port.ts';
import { now } from '../../app/now.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ReaderProgress } from '../capture/reader-progress.tsx';
import { Stage } from '../capture/stage.tsx';
import { createCalibration, SENTENCE_MOST_SECONDS, SENTENCES } from './calibration.ts';
import { formatDuration } from './format-duration.ts';
import { Interruption } from './interruption.tsx';
import { SoundTrace } from './sound-trace.tsx';
import { createVoiceMinute, type VoiceMinute, type VoiceStage } from './voice-minute.ts';
import './calibration-panel.css';

/** The five sentences, one after the other; any of them can be read again before they are kept together. */
export function CalibrationPanel({ onLeave }: { readonly onLeave: () => void }) {
  const services = useServices();
  const { usualVoice } = services;
  const minute = useMemo(() => createVoiceMinute(services), [services]);
  const calibration = useMemo(() => createCalibration(minute), [minute]);
  const [failure, setFailure] = useState<SaveFailure | null>(null);
  useEffect(() => () => calibration.dispose(), [calibration]);
  const current = calibration.current.value;
  const samples = calibration.samples.value;

  const keep = async () => {
    const usual = learnUsualVoice(null, [...samples.values()], now.peek());
    const kept = await usualVoice.keep(usual);
    if (!kept.ok) {
      setFailure(kept.error);
      return;
    }
    showSnack({ text: t('usual.kept') });
    onLeave();
  };

  return (
    <div class="calibration">
      <ol class="calibration__steps">
        {SENTENCES.map((sentence) => (
          <li
            key={sentence}
            class="calibration__step"
            aria-current={sentence === current ? 'step' : undefined}
          >
            {samples.has(sentence) ? (
              <button
                type="button"
                class="button button--quiet calibration__redo"
                aria-label={t('usual.redoOne', { place: sentence })}
                onClick={() => calibration.redo(sentence)}
              >
                <Icon of={Check} />
                {sentence}
              </button>
            ) : (
              <span>
                {sentence}
                <span class="visually-hidden"> {t('usual.state.open')}</span>
              </span>
            )}
          </li>
        ))}
      </ol>
      {current === null ? (
        <Stage key="done" label={t('usual.keep')}>
          {failure !== null && (
            <Notice tone="trouble" title={t('usual.notKept')} urgent>
              <p>{t('usual.notKept.do')}</p>
            </Notice>
          )}
          <div class="stage__acts">
            <button type="button" class="button button--primary" onClick={() => void keep()}>
              {t('usual.keep')}
            </button>
            <button type="button" class="button" onClick={() => calibration.redoAll()}>
              <Icon of={RotateCcw} />
              {t('usual.redoAll')}
            </button>
          </div>
        </Stage>
      ) : (
        <Stage key={current} label={t('usual.place', { place: current, total: SENTENCES.length })}>
          <figure class="card calibration__sentence">
            <figcaption class="small muted">
              {t('usual.place', { place: current, total: SENTENCES.length })}
            </figcaption>
            <blockquote class="written">{t(`usual.sentence.${current}`)}</blockquote>
          </figure>
          <SentenceStage stage={minute.stage.value} minute={minute} />
        </Stage>
      )}
      <button type="button" class="button button--quiet" onClick={onLeave}>
        {t('app.cancel')}
      </button>
    </div>
  );
}

function SentenceStage({ stage, minute }: { readonly stage: VoiceStage; readonly minute: VoiceMinute }) {
  const { voiceReader } = useServices();
  switch (stage.kind) {
    case 'ready':
      return (
        <div class="stage__acts">
          <button
            type="button"
            class="button button--primary"
            onClick={() => void minute.record(SENTENCE_MOST_SECONDS)}
          >
            <Icon of={Mic} />
            {t('usual.record')}
          </button>
        </div>
      );
    case 'asking':
      return (
        <p class="muted" role="status">
          {t('voice.asking')}
        </p>
      );
    case 'recording':
      return (
        <>
          <SoundTrace recording={stage.recording} />
          <Interruption recording={stage.recording} />
          <div class="stage__acts">
            <button type="button" class="button button--primary" onClick={() => void minute.stop()}>
              <Icon of={Square} />
              {t('usual.done')} · {formatDuration(stage.recording.seconds.value)}
            </button>
            {stage.recording.state.value === 'paused' && (
              <button type="button" class="button" onClick={() => stage.recording.resume()}>
                <Icon of={Play} />
                {t('voice.resume')}
              </button>
            )}
            <button type="button" class="button" onClick={() => minute.startOver()}>
              <Icon of={RotateCcw} />
              {t('voice.again')}
            </button>
          </div>
        </>
      );
    case 'reading':
      return <ReaderProgress status={voiceReader.status} label={t('usual.listening')} share={stage.share} />;
    case 'read':
      // One that can be used is taken at once; this one cannot.
      return (
        <Notice tone="trouble" title={t('usual.tooPoor')} urgent>
          <p>{t(`problem.${stage.reading.detail.problems[0] ?? 'too-little-speech'}`)}</p>
          <button type="button" class="button" onClick={() => minute.startOver()}>
            {t('app.tryAgain')}
          </button>
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="trouble" title={t(`voiceFailure.${stage.failure}`)} urgent>
          <p>{t(`voiceFailure.${stage.failure}.do`)}</p>
          <button
            type="button"
            class="button"
            onClick={() => (stage.retry === null ? minute.startOver() : stage.retry())}
          >
            {t('app.tryAgain')}
          </button>
        </Notice>
      );
  }
}
