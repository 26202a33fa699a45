import type { ReportReason } from '@undertone/contract/directory';
import type { ApiFailure, ApiReply } from '../../../app/call-api.ts';
import { formatDay } from '../../../app/formats.ts';
import { t } from '../../../app/i18n.ts';
import { useServices } from '../../../app/services-context.ts';
import { showSnack } from '../../../app/snackbar.ts';
import { Sure } from '../../organisations/sure.tsx';
import { FromServer } from '../../server/from-server.tsx';
import { ServerTrouble } from '../../server/server-trouble.tsx';
import { useTask } from '../../account/use-task.ts';

type Report = ApiReply<'careReports'>['reports'][number];

/** What people said is wrong or out of date: hide the entry, or keep it. */
export function CareReports({ onHidden }: { readonly onHidden: () => void }) {
  const { callApi } = useServices();
  return (
    <section class="section" aria-labelledby="care-reports">
      <h2 id="care-reports" class="section__title">
        {t('directory.reports')}
      </h2>
      <FromServer load={() => callApi('careReports', {})}>
        {({ reports }, reload) =>
          reports.length === 0 ? (
            <p class="muted">{t('directory.reports.none')}</p>
          ) : (
            <>
              <p class="small muted">{t('directory.reports.what')}</p>
              <ul class="rows" aria-labelledby="care-reports">
                {byEntry(reports).map((ofOne) => (
                  <Reported key={ofOne[0]!.entry} reports={ofOne} onResolved={reload} onHidden={onHidden} />
                ))}
              </ul>
            </>
          )
        }
      </FromServer>
    </section>
  );
}

function byEntry(reports: readonly Report[]): readonly (readonly Report[])[] {
  return [...Map.groupBy(reports, ({ entry }) => entry).values()];
}

function Reported({
  reports,
  onResolved,
  onHidden,
}: {
  readonly reports: readonly Report[];
  readonly onResolved: () => Promise<void>;
  readonly onHidden: () => void;
}) {
  const { callApi } = useServices();
  const task = useTask<ApiFailure>();
  const { entry, name, source } = reports[0]!;
  const latest = reports
    .map(({ day }) => day)
    .sort()
    .at(-1)!;
  const resolve = async (outcome: 'hidden' | 'kept') => {
    const done = await task.run(() =>
      callApi('resolveCareReports', { params: { entry }, body: { outcome } }),
    );
    if (done === null) return;
    showSnack({ text: t(`directory.reports.${outcome}`) });
    if (outcome === 'hidden') onHidden();
    await onResolved();
  };
  return (
    <li class="event">
      <span class="rows__title">{name}</span>
      <span class="rows__note">
        {[source, t('directory.reports.latest', { day: formatDay(latest, 'short') })].join(' · ')}
      </span>
      <ul class="directory-lines">
        {reports.map(({ reason, count }) => (
          <li key={reason}>{t('directory.reports.line', { reason: sayReason(reason), count })}</li>
        ))}
      </ul>
      {task.failure !== null && <ServerTrouble failure={task.failure} />}
      <div class="event__acts">
        <Sure
          act={t('directory.reports.hide')}
          label={t('directory.reports.hide.named', { name })}
          question={t('directory.reports.hide.ask')}
          onYes={() => void resolve('hidden')}
        >
          <p>{t('directory.reports.hide.what')}</p>
        </Sure>
        <button
          type="button"
          class="button"
          aria-label={t('directory.reports.keep.named', { name })}
          onClick={() => void resolve('kept')}
        >
          {t('directory.reports.keep')}
        </button>
      </div>
    </li>
  );
}

function sayReason(reason: ReportReason): string {
  return t(`near.report.${reason}`);
}
