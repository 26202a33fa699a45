import { Copy, Printer } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { showSnack } from '../../app/snackbar.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import './backup-codes-view.css';

/** Ten codes, shown this once. */
export function BackupCodesView({
  codes,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'));
    showSnack({ text: t('backupCodes.copied') });
  };
  return (
    <section class="section" aria-labelledby="backup-codes-new">
      <h2 id="backup-codes-new" ref={heading} tabIndex={-1}>
        {t('backupCodes.new')}
      </h2>
      <p>{t('backupCodes.what')}</p>
      <ol class="backup-codes" translate={false}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Notice title={t('backupCodes.once')}>
        <p>{t('backupCodes.once.do')}</p>
      </Notice>
      <div class="row">
        <button type="button" class="button button--primary" onClick={onKept}>
          {t('backupCodes.kept')}
        </button>
        <button type="button" class="button" onClick={() => window.print()}>
          <Icon of={Printer} />
          {t('words.print')}
        </button>
        <button type="button" class="button" onClick={() => void copy()}>
          <Icon of={Copy} />
          {t('backupCodes.copy')}
        </button>
      </div>
    </section>
  );
}
