import { t } from '../../app/i18n.ts';
import { acceptNotice, type CaptureModality } from '../../app/capture-notices.ts';
import { Stage } from './stage.tsx';
import './capture-notice.css';

/** Shown before a microphone or camera is ever asked for. Nothing is opened or read until it is accepted. */
export function CaptureNotice({
  modality,
  first,
  onDecline,
}: {
  readonly modality: CaptureModality;
  /** The screen opens with it. */
  readonly first: boolean;
  readonly onDecline: () => void;
}) {
  return (
    <Stage label={t('notice.title')} first={first}>
      <div class="card capture-notice">
        <h2>{t('notice.title')}</h2>
        <dl class="capture-notice__points">
          {(
            [
              [t(`notice.${modality}.what`), t(`notice.${modality}.what.body`)],
              [t(`notice.${modality}.where`), t(`notice.${modality}.where.body`)],
              [t('notice.estimate'), t('notice.estimate.body')],
              [t('notice.undo'), t('notice.undo.body')],
            ] as const
          ).map(([point, body]) => (
            <div key={point}>
              <dt>{point}</dt>
              <dd>{body}</dd>
            </div>
          ))}
        </dl>
        <p class="fine muted">{t('notice.law')}</p>
      </div>
      <div class="stage__acts">
        <button type="button" class="button button--primary" onClick={() => acceptNotice(modality)}>
          {t(`notice.accept.${modality}`)}
        </button>
        <button type="button" class="button button--quiet" onClick={onDecline}>
          {t('notice.decline')}
        </button>
      </div>
    </Stage>
  );
}
