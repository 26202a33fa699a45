import { acceptedNotices, withdrawNotice, type CaptureModality } from '../../app/capture-notices.ts';
import { t } from '../../app/i18n.ts';
import './notice-state.css';

/** Whether a voice or a face may be read on this device at all, and how to undo it. */
export function NoticeState({ modality }: { readonly modality: CaptureModality }) {
  return (
    <div class="notice-state">
      {acceptedNotices.value[modality] ? (
        <>
          <p>{t(`notice.on.${modality}`)}</p>
          <button type="button" class="button" onClick={() => withdrawNotice(modality)}>
            {t(`notice.withdraw.${modality}`)}
          </button>
        </>
      ) : (
        <>
          <p>{t(`notice.off.${modality}`)}</p>
          <a class="button" href={modality === 'voice' ? '/voice' : '/face'}>
            {t(`notice.readIt.${modality}`)}
          </a>
        </>
      )}
    </div>
  );
}
