import type { FaceReadingDetail } from '@undertone/inference/face/face-reading';
import { formatList, formatShare } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { Facts } from '../reading/facts.tsx';

/** What a face reading was made from: pictures used, their quality, and why the others were left out. */
export function FaceDetail({ detail }: { readonly detail: FaceReadingDetail }) {
  return (
    <div class="stack stack--tight">
      <Facts
        facts={[
          [
            t('faceCheck.pictures'),
            detail.source === 'photo'
              ? t('faceCheck.photoRead')
              : t('faceCheck.frames', { used: detail.framesUsed, count: detail.framesSeen }),
          ],
          [t('quality.overall'), formatShare(detail.quality)],
        ]}
      />
      {detail.hints.length > 0 && detail.framesUsed < detail.framesSeen && (
        <p class="small muted">
          {t('faceCheck.leftOut', { reasons: formatList(detail.hints.map((hint) => t(`reason.${hint}`))) })}
        </p>
      )}
      {detail.path === 'rules' && <p class="small muted">{t('faceCheck.rules')}</p>}
    </div>
  );
}
