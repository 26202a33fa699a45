import { REPORT_REASONS, type CareEntry, type ReportReason } from '@undertone/contract/directory';
import { Flag } from 'lucide-preact';
import { useId, useState } from 'preact/hooks';
import type { ApiFailure } from '../../../app/call-api.ts';
import { t } from '../../../app/i18n.ts';
import { useServices } from '../../../app/services-context.ts';
import { useTask } from '../../account/use-task.ts';
import { ServerTrouble } from '../../server/server-trouble.tsx';
import { CareMore } from './care-more.tsx';

/** "Wrong or out of date": one reason out of a list, and nothing about who says so. */
export function ReportEntry({ entry }: { readonly entry: CareEntry }) {
  const { callApi } = useServices();
  const [reason, setReason] = useState<ReportReason | null>(null);
  const [isSent, setIsSent] = useState(false);
  const task = useTask<ApiFailure>();
  const name = useId();
  const send = async () => {
    if (reason === null) return;
    const sent = await task.run(() =>
      callApi('reportEntry', { params: { entry: entry.id }, body: { reason } }, { anonymous: true }),
    );
    setIsSent(sent !== null);
  };
  return (
    <CareMore icon={Flag} title={t('near.report')}>
      {isSent ? (
        <p role="status">{t('near.report.sent')}</p>
      ) : (
        <form
          class="stack stack--tight"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <fieldset>
            <legend class="field__label">{t('near.report.what')}</legend>
            {REPORT_REASONS.map((one) => (
              <label key={one} class="choice">
                <input type="radio" name={name} checked={reason === one} onChange={() => setReason(one)} />
                {t(`near.report.${one}`)}
              </label>
            ))}
          </fieldset>
          <p class="small muted">{t('near.report.tells')}</p>
          {task.failure !== null && <ServerTrouble failure={task.failure} />}
          <p>
            <button type="submit" class="button" disabled={reason === null || task.busy}>
              {t('near.report.send')}
            </button>
          </p>
        </form>
      )}
    </CareMore>
  );
}
