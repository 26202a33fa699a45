import { useEffect, useMemo } from 'preact/hooks';
import { acceptedNotices } from '../../app/capture-notices.ts';
import { t } from '../../app/i18n.ts';
import type { EntryId } from '../../app/journal-port.ts';
import { go } from '../../app/navigation.ts';
import { useServices } from '../../app/services-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { CaptureNotice } from '../capture/capture-notice.tsx';
import { LeaveCapture, originOf } from '../capture/leave-capture.tsx';
import { ReaderProgress } from '../capture/reader-progress.tsx';
import { Stage } from '../capture/stage.tsx';
import { useFirstStage } from '../capture/use-first-stage.ts';
import { useUnsavedWarning } from '../capture/use-unsaved-warning.ts';
import { leaveMinute, takeMinute } from './leave-minute.ts';
import { RecordingStage } from './recording-stage.tsx';
import { VoiceReadStage } from './voice-read-stage.tsx';
import { VoiceReadyStage } from './voice-ready-stage.tsx';
import { isUnsaved, type VoiceMinute, type VoiceStage } from './voice-minute.ts';

/** A voice minute for an entry of its own, or for the given one. */
export function VoiceScreen({ entry }: { readonly entry: EntryId | null }) {
  const services = useServices();
  const minute = useMemo(() => takeMinute(services, entry), [services, entry]);
  useEffect(() => () => leaveMinute(minute, entry), [minute, entry]);
  const stage = minute.stage.value;
  useUnsavedWarning(isUnsaved(stage));
  const first = useFirstStage();
  return (
    <Screen title={t('voice.title')} above={<LeaveCapture entry={entry} />}>
      {acceptedNotices.value.voice ? (
        <StageOf key={stage.kind} stage={stage} minute={minute} first={first} entry={entry} />
      ) : (
        <CaptureNotice modality="voice" first={first} onDecline={() => go(originOf(entry))} />
      )}
    </Screen>
  );
}

function StageOf({
  stage,
  minute,
  first,
  entry,
}: {
  readonly stage: VoiceStage;
  readonly minute: VoiceMinute;
  readonly first: boolean;
  readonly entry: EntryId | null;
}) {
  const { voiceReader } = useServices();
  switch (stage.kind) {
    case 'ready':
      return <VoiceReadyStage minute={minute} first={first} />;
    case 'asking':
      return (
        <Stage label={t('voice.asking')}>
          <p class="muted" role="status">
            {t('voice.asking')}
          </p>
        </Stage>
      );
    case 'recording':
      return <RecordingStage recording={stage.recording} mostSeconds={stage.mostSeconds} minute={minute} />;
    case 'reading':
      return (
        <Stage label={t('voice.reading')}>
          <div class="card">
            <ReaderProgress status={voiceReader.status} label={t('voice.reading')} share={stage.share} />
          </div>
          <div class="stage__acts">
            <button type="button" class="button" onClick={() => minute.startOver()}>
              {stage.isRecorded ? t('capture.discard') : t('app.cancel')}
            </button>
          </div>
        </Stage>
      );
    case 'failed':
      return (
        <Stage label={t(`voiceFailure.${stage.failure}`)}>
          <Notice tone="trouble" title={t(`voiceFailure.${stage.failure}`)} urgent>
            <p>{stage.stillHere ? t('voiceFailure.stillHere') : t('capture.safe')}</p>
            <p>{t(`voiceFailure.${stage.failure}.do`)}</p>
          </Notice>
          {stage.retry === null ? (
            <VoiceReadyStage minute={minute} first again />
          ) : (
            <div class="stage__acts">
              <button type="button" class="button button--primary" onClick={stage.retry}>
                {t('app.tryAgain')}
              </button>
              <button type="button" class="button" onClick={() => minute.startOver()}>
                {t('voice.again')}
              </button>
            </div>
          )}
        </Stage>
      );
    case 'read':
      return <VoiceReadStage reading={stage.reading} clip={stage.clip} minute={minute} entry={entry} />;
  }
}
