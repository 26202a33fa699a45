import { redact } from '@undertone/base/redacted';
import { useState } from 'preact/hooks';
import { formatMoment } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import type { BackupFailure, BackupSummary } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useTask } from '../account/use-task.ts';
import { FileField } from './file-field.tsx';

/** Looks into the file first and says what it would change; restoring adds and never overwrites. */
export function RestoreBackup() {
  const { backup, journal } = useServices();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [summary, setSummary] = useState<BackupSummary | null>(null);
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const [restored, setRestored] = useState<{ added: number; merged: number; unchanged: number } | null>(null);
  const task = useTask<BackupFailure>();

  const inspect = async () => {
    if (file === null) return;
    setRestored(null);
    const looked = await task.run(() => backup.inspect(file, redact(passphrase)));
    setSummary(looked?.value ?? null);
  };
  const restore = async () => {
    if (file === null) return;
    const done = await task.run(() =>
      backup.restore(file, redact(passphrase), (soFar, total) => setProgress({ done: soFar, total })),
    );
    setProgress(null);
    if (done === null) return;
    setRestored(done.value);
    setSummary(null);
    setPassphrase('');
    setFile(null);
  };

  return (
    <form
      class="form card"
      aria-labelledby="backup-restore"
      onSubmit={(event) => {
        event.preventDefault();
        if (!task.busy) void (summary === null ? inspect() : restore());
      }}
    >
      <h2 id="backup-restore">{t('backup.restore')}</h2>
      <p class="small muted">{t('backup.restore.what')}</p>
      <FileField
        label={t('backup.file')}
        file={file}
        onChoose={(chosen) => {
          setFile(chosen);
          setSummary(null);
        }}
      />
      <TextField
        label={t('backup.itsPassphrase')}
        name="backup-passphrase"
        type="password"
        autocomplete="current-password"
        value={passphrase}
        onInput={(value) => {
          setPassphrase(value);
          setSummary(null);
        }}
      />
      {task.failure !== null && (
        <Notice tone="trouble" title={t(`backupFailure.${task.failure}`)} urgent>
          <p>{t('backupFailure.safe')}</p>
        </Notice>
      )}
      {task.busy && (
        <Progress
          label={summary === null ? t('backup.looking') : t('backup.restoring')}
          done={progress?.done ?? 0}
          total={progress?.total ?? null}
        />
      )}
      {summary !== null && (
        <Notice title={t('backup.holds', { count: summary.records })} urgent>
          <p>{t('backup.madeAt', { when: formatMoment(summary.createdAt) })}</p>
          {!summary.sameVault && <p>{t('backup.otherJournal')}</p>}
          {summary.missingFromBackup > 0 && (
            <p>
              {t('backup.fullerHere', {
                count: summary.missingFromBackup,
                here: journal.entries.value.length,
              })}
            </p>
          )}
          <p>{t('backup.neverOverwrites')}</p>
        </Notice>
      )}
      {restored !== null && <p role="status">{t('backup.restored', restored)}</p>}
      <button
        type="submit"
        class={`button${summary === null ? '' : ' button--primary'}`}
        disabled={file === null}
        aria-disabled={task.busy}
      >
        {summary === null ? t('backup.lookAct') : t('backup.restoreAct')}
      </button>
    </form>
  );
}
