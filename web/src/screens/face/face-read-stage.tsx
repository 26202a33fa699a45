import type { FaceReading } from '@undertone/inference/face/face-reading';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import type { EntryId, SaveFailure } from '../../app/journal-port.ts';
import { keepCapture } from '../../app/keep-capture.ts';
import { route } from '../../app/navigation.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { Notice } from '../../ui/notice.tsx';
import { afterSaving, saySaved } from '../capture/after-saving.ts';
import { NamedEmotions } from '../capture/named-emotions.tsx';
import { Stage } from '../capture/stage.tsx';
import { useSaveAfterAll } from '../capture/use-save-after-all.ts';
import { useUnsavedWarning } from '../capture/use-unsaved-warning.ts';
import { openEntryFor } from '../today/moment.ts';
import type { FaceCheck } from './face-check.ts';
import { FaceDetail } from './face-detail.tsx';

/** The reading before it is kept. The camera is closed. */
export function FaceReadStage({
  reading,
  check,
  entry,
}: {
  readonly reading: FaceReading;
  readonly check: FaceCheck;
  readonly entry: EntryId | null;
}) {
  const { journal } = useServices();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<SaveFailure | null>(null);
  useUnsavedWarning(true);

  const keep = async (): Promise<SaveFailure | null> => {
    const from = route.peek();
    const into = entry ?? openEntryFor('face', journal.entries.value);
    const saved = await keepCapture(journal, into, { modality: 'face', reading });
    if (!saved.ok) return saved.error;
    showSnack({ text: saySaved(saved.value, entry) });
    afterSaving(journal, saved.value, entry, from);
    return null;
  };
  const { decided } = useSaveAfterAll(keep);

  const save = async () => {
    decided(true);
    setSaving(true);
    const failed = await keep();
    decided(failed === null);
    setFailure(failed);
    setSaving(false);
  };
  const leaveFor = (next: () => void) => {
    decided(true);
    next();
  };

  return (
    <Stage label={t('faceCheck.readingTitle')}>
      <section class="card stack" aria-labelledby="face-read">
        <h2 id="face-read">{t('faceCheck.readingTitle')}</h2>
        <NamedEmotions score={reading.score} />
        <FaceDetail detail={reading.detail} />
        <p class="fine muted">{t('details.estimateCapture')}</p>
      </section>
      {failure !== null && (
        <Notice tone="trouble" title={t('captureSave.failed')} urgent>
          <p>{t(`captureSave.${failure.code}`)}</p>
        </Notice>
      )}
      <div class="stage__acts">
        <button type="button" class="button button--primary" disabled={saving} onClick={() => void save()}>
          {entry === null ? t('capture.save') : t('capture.saveInto')}
        </button>
        <button
          type="button"
          class="button"
          disabled={saving}
          onClick={() => leaveFor(() => void check.open())}
        >
          {t('faceCheck.again')}
        </button>
        <button
          type="button"
          class="button button--quiet"
          disabled={saving}
          onClick={() => leaveFor(() => check.startOver())}
        >
          {t('capture.discard')}
        </button>
      </div>
    </Stage>
  );
}
