import { redact } from '@undertone/base/redacted';
import { useState } from 'preact/hooks';
import { formatBytes } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { localDateOf, now } from '../../app/now.ts';
import { saveFile } from '../../app/save-file.ts';
import type { BackupFailure } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { NewPassphraseField } from '../account/new-passphrase-field.tsx';
import { useNewPassphrase } from '../account/use-new-passphrase.ts';
import { useTask } from '../account/use-task.ts';

export function SaveBackup() {
  const { backup } = useServices();
  const passphrase = useNewPassphrase();
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const [savedBytes, setSavedBytes] = useState<number | null>(null);
  const task = useTask<BackupFailure>();

  const save = async () => {
    if (!passphrase.isTaken()) return;
    setSavedBytes(null);
    const made = await task.run(() =>
      backup.save(redact(passphrase.value), (done, total) => setProgress({ done, total })),
    );
    setProgress(null);
    if (made === null) return;
    saveFile(made.value, `undertone-${localDateOf(now.value)}.undertone`);
    setSavedBytes(made.value.size);
    passphrase.field.onInput('');
  };

  return (
    <form
      class="form card"
      aria-labelledby="backup-save"
      onSubmit={(event) => {
        event.preventDefault();
        if (!task.busy) void save();
      }}
    >
      <h2 id="backup-save">{t('backup.save')}</h2>
      <p class="small muted">{t('backup.save.what')}</p>
      <NewPassphraseField label={t('backup.passphrase')} {...passphrase.field} />
      {task.failure !== null && (
        <Notice tone="trouble" title={t(`backupFailure.${task.failure}`)} urgent>
          <p>{t('backupFailure.safe')}</p>
        </Notice>
      )}
      {task.busy && (
        <Progress label={t('backup.saving')} done={progress?.done ?? 0} total={progress?.total ?? null} />
      )}
      {savedBytes !== null && <p role="status">{t('backup.saved', { size: formatBytes(savedBytes) })}</p>}
      <button type="submit" class="button button--primary" aria-disabled={task.busy}>
        {t('backup.saveAct')}
      </button>
    </form>
  );
}
