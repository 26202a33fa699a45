import { t } from '../../../app/i18n.ts';
import { Notice } from '../../../ui/notice.tsx';
import { ServerTrouble } from '../../server/server-trouble.tsx';
import type { UploadFailure } from './send-parts.ts';

/** Why an act on an import came to nothing. */
export function ImportTrouble({ failure }: { readonly failure: UploadFailure | null }) {
  if (failure === null) return null;
  if (failure.code === 'unreadable') {
    return (
      <Notice tone="trouble" title={t('directory.upload.unreadable')} urgent>
        <p>{t('directory.upload.unreadable.do')}</p>
      </Notice>
    );
  }
  if (failure.code === 'import-state') {
    return (
      <Notice tone="trouble" title={t('directory.stateTrouble')} urgent>
        <p>{t('directory.stateTrouble.do')}</p>
      </Notice>
    );
  }
  if (failure.code === 'too-many') {
    return (
      <Notice tone="trouble" title={t('directory.tooMany')} urgent>
        <p>{t('directory.tooMany.do')}</p>
      </Notice>
    );
  }
  return <ServerTrouble failure={failure} />;
}
