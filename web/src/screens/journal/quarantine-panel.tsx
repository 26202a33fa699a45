import { formatBytes } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import './quarantine-panel.css';

/** Records that could not be opened: kept as they are and said so, never dropped in silence. */
export function QuarantinePanel() {
  const { journal } = useServices();
  const records = journal.quarantined.value;
  if (records.length === 0) return null;
  return (
    <details class="quarantine-panel">
      <summary class="quarantine-panel__summary">{t('quarantine.title', { count: records.length })}</summary>
      <p>{t('quarantine.safe')}</p>
      <ul>
        {records.map((record) => (
          <li key={record.recordId} class="quarantine-panel__record">
            <span>{t(`quarantine.${record.reason}`)}</span>
            <span class="fine muted">
              {record.recordId.slice(0, 8)} · {formatBytes(record.sizeBytes)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
