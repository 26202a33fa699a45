import { formatBytes, formatClock, formatCount } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import type { LedgerEntry } from '../../app/ledger-line.ts';
import { useServices } from '../../app/services-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SettingsPart } from './settings-part.tsx';
import './ledger-section.css';

/** Every request of today, from the one place that sends them: those that carried something first. */
export function LedgerSection() {
  const { ledger } = useServices();
  const requests = ledger.today.value;
  const sends = requests.filter(carriesSomething);
  const loads = requests.filter((request) => !carriesSomething(request));
  const sentBytes = sends.reduce((sum, { requestBytes }) => sum + requestBytes, 0);
  return (
    <SettingsPart title={t('ledger.title')}>
      {sends.length === 0 ? (
        <EmptyState title={t('ledger.empty')}>
          <p>{t('ledger.empty.what')}</p>
        </EmptyState>
      ) : (
        <>
          <p>{t('ledger.total', { count: sends.length, bytes: formatBytes(sentBytes) })}</p>
          <LedgerTable name={t('ledger.title')} requests={sends} />
        </>
      )}
      {loads.length > 0 && (
        <details class="ledger__loads">
          <summary class="ledger__summary">{t('ledger.loads', { count: loads.length })}</summary>
          <LedgerTable name={t('ledger.loads', { count: loads.length })} requests={loads} />
        </details>
      )}
      <p class="small muted">{t('ledger.what')}</p>
    </SettingsPart>
  );
}

/** Fetching the app's own files sends nothing but their names. Whom else a request reaches is never folded away. */
function carriesSomething({ fields, path, requestBytes, via }: LedgerEntry): boolean {
  return fields.length > 0 || requestBytes > 0 || via === 'websocket' || !path.startsWith('/');
}

function LedgerTable({
  name,
  requests,
}: {
  readonly name: string;
  readonly requests: readonly LedgerEntry[];
}) {
  return (
    <div class="ledger" tabIndex={0} role="region" aria-label={name}>
      <table class="ledger__table">
        <thead>
          <tr>
            <th scope="col">{t('ledger.when')}</th>
            <th scope="col">{t('ledger.where')}</th>
            <th scope="col">{t('ledger.fields')}</th>
            <th scope="col" class="ledger__number">
              {t('ledger.sent')}
            </th>
            <th scope="col" class="ledger__number">
              {t('ledger.received')}
            </th>
            <th scope="col">{t('ledger.status')}</th>
          </tr>
        </thead>
        <tbody>
          {requests.map((request, index) => (
            <tr key={`${request.at} ${requests.length - index}`}>
              <td>{formatClock(request.at)}</td>
              <td class="ledger__where">
                {request.via === 'websocket' ? t('ledger.socket') : request.method} {request.path}
              </td>
              <td class="ledger__fields" data-name={t('ledger.fields')}>
                {request.fields.length === 0 ? t('ledger.noFields') : request.fields.join(', ')}
              </td>
              <td class="ledger__number" data-name={t('ledger.sent')}>
                {formatBytes(request.requestBytes)}
              </td>
              <td class="ledger__number" data-name={t('ledger.received')}>
                {request.responseBytes === null ? '–' : formatBytes(request.responseBytes)}
              </td>
              <td class="ledger__status">{sayStatus(request)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sayStatus({ status }: LedgerEntry): string {
  if (status === 'failed') return t('ledger.failed');
  return status === 'pending' ? t('ledger.pending') : formatCount(status);
}
