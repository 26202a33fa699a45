import { formatAgo } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { now } from '../../app/now.ts';
import { useServices } from '../../app/services-context.ts';
import { RestoreBackup } from './restore-backup.tsx';
import { SaveBackup } from './save-backup.tsx';
import { SettingsPart } from './settings-part.tsx';

export function BackupSection() {
  const { safety } = useServices();
  const last = safety.state.value.lastBackupAt;
  return (
    <SettingsPart title={t('settings.backup')}>
      <p>{t('backup.what')}</p>
      <p class="small muted">
        {last === null ? t('safety.noBackup') : t('safety.backup', { ago: formatAgo(last, now.value) })}
      </p>
      <SaveBackup />
      <RestoreBackup />
    </SettingsPart>
  );
}
