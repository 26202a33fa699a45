import { Camera, Image } from 'lucide-preact';
import { useEffect, useMemo } from 'preact/hooks';
import { acceptedNotices } from '../../app/capture-notices.ts';
import { t } from '../../app/i18n.ts';
import type { EntryId } from '../../app/journal-port.ts';
import { go } from '../../app/navigation.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { CaptureNotice } from '../capture/capture-notice.tsx';
import { FileChoice } from '../capture/file-choice.tsx';
import { LeaveCapture, originOf } from '../capture/leave-capture.tsx';
import { ReaderProgress } from '../capture/reader-progress.tsx';
import { Stage } from '../capture/stage.tsx';
import { useFirstStage } from '../capture/use-first-stage.ts';
import { createFaceCheck, type FaceCheck, type FaceStage } from './face-check.ts';
import { FaceReadStage } from './face-read-stage.tsx';
import { LiveStage } from './live-stage.tsx';

/** A face check for an entry of its own, or for the given one. Leaving the screen closes the camera. */
export function FaceScreen({ entry }: { readonly entry: EntryId | null }) {
  const { faceCheck } = useServices();
  const check = useMemo(() => createFaceCheck(faceCheck), [faceCheck]);
  useEffect(() => () => leaveCheck(check, entry), [check, entry]);
  const stage = check.stage.value;
  const first = useFirstStage();
  return (
    <Screen title={t('faceCheck.title')} above={<LeaveCapture entry={entry} />}>
      {acceptedNotices.value.face ? (
        <StageOf key={stage.kind} stage={stage} check={check} first={first} entry={entry} />
      ) : (
        <CaptureNotice modality="face" first={first} onDecline={() => go(originOf(entry))} />
      )}
    </Screen>
  );
}

/** Frames are kept nowhere, so a check that is left is lost; it is said, and takes seconds to do again. */
function leaveCheck(check: FaceCheck, entry: EntryId | null): void {
  const stage = check.stage.peek();
  check.startOver();
  if (stage.kind !== 'live' || stage.collected === null) return;
  showSnack({
    text: t('faceCheck.left'),
    action: { label: t('faceCheck.goBack'), run: () => go({ screen: 'face', entry }) },
  });
}

function StageOf({
  stage,
  check,
  first,
  entry,
}: {
  readonly stage: FaceStage;
  readonly check: FaceCheck;
  readonly first: boolean;
  readonly entry: EntryId | null;
}) {
  const { faceCheck } = useServices();
  switch (stage.kind) {
    case 'ready':
      return <ReadyStage check={check} first={first} />;
    case 'opening':
    case 'reading-photo': {
      const words = stage.kind === 'opening' ? t('faceCheck.asking') : t('faceCheck.readingPhoto');
      return (
        <Stage label={words}>
          <div class="card">
            <ReaderProgress status={faceCheck.status} label={words} share={null} />
          </div>
          <div class="stage__acts">
            <button type="button" class="button" onClick={() => check.startOver()}>
              {t('app.cancel')}
            </button>
          </div>
        </Stage>
      );
    }
    case 'live':
      return <LiveStage check={check} session={stage.session} collected={stage.collected} />;
    case 'failed':
      return (
        <Stage label={t(`faceFailure.${stage.failure}`)}>
          <Notice tone="trouble" title={t(`faceFailure.${stage.failure}`)} urgent>
            <p>{t('faceFailure.safe')}</p>
            <p>{t(`faceFailure.${stage.failure}.do`)}</p>
          </Notice>
          <ReadyStage check={check} first again />
        </Stage>
      );
    case 'read':
      return <FaceReadStage reading={stage.reading} check={check} entry={entry} />;
  }
}

function ReadyStage({
  check,
  first,
  again = false,
}: {
  readonly check: FaceCheck;
  readonly first: boolean;
  /** After something went wrong: what this is for was said before. */
  readonly again?: boolean;
}) {
  return (
    <Stage label={t('faceCheck.title')} first={first}>
      {!again && <p>{t('faceCheck.what')}</p>}
      <div class="stage__acts">
        <button type="button" class="button button--primary" onClick={() => void check.open()}>
          <Icon of={Camera} />
          {again ? t('app.tryAgain') : t('faceCheck.open')}
        </button>
      </div>
      <section class="section" aria-labelledby="face-photo">
        <h2 id="face-photo" class="section__title">
          {t('capture.otherWay')}
        </h2>
        <FileChoice
          label={t('faceCheck.photo')}
          hint={t('faceCheck.photo.hint')}
          accept="image/*"
          icon={Image}
          onChoose={(photo) => void check.readPhoto(photo)}
        />
      </section>
    </Stage>
  );
}
