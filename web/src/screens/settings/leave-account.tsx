import { DELETION_COOLING_OFF_DAYS } from '@undertone/contract/profile';
import { useState } from 'preact/hooks';
import type { ApiFailure } from '../../app/call-api.ts';
import { formatMoment } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { Notice } from '../../ui/notice.tsx';
import { useTask } from '../account/use-task.ts';
import { ServerTrouble } from '../server/server-trouble.tsx';

/** What goes and what stays, asked twice, and taken back in one tap for as long as it can be. */
export function LeaveAccount() {
  const { standing } = useServices();
  const [isSure, setIsSure] = useState(false);
  const task = useTask<ApiFailure>();
  const at = standing.deletesAt.value;

  const leave = async () => {
    await task.run(() => standing.requestDeletion());
    setIsSure(false);
  };
  const stay = async () => {
    const stayed = await task.run(() => standing.cancelDeletion());
    if (stayed !== null) showSnack({ text: t('leave.kept') });
  };

  return (
    <section class="section" aria-labelledby="leave">
      <h2 id="leave" class="section__title">
        {t('leave.title')}
      </h2>
      <Failure failure={task.failure} />
      {at === null ? (
        <>
          <p>{t('leave.what')}</p>
          <p>{t('leave.stays')}</p>
          <p>{t('leave.when', { count: DELETION_COOLING_OFF_DAYS })}</p>
          {isSure ? (
            <Notice tone="trouble" title={t('leave.sure')} urgent>
              <p>{t('leave.sure.what')}</p>
              <p class="row">
                <button
                  type="button"
                  class="button button--danger"
                  aria-disabled={task.busy}
                  onClick={() => !task.busy && void leave()}
                >
                  {t('leave.yes')}
                </button>
                <button type="button" class="button" onClick={() => setIsSure(false)}>
                  {t('app.cancel')}
                </button>
              </p>
            </Notice>
          ) : (
            <p>
              <button type="button" class="button button--danger" onClick={() => setIsSure(true)}>
                {t('leave.act')}
              </button>
            </p>
          )}
        </>
      ) : (
        <Notice title={t('leave.scheduled')}>
          <p>{t('leave.scheduled.when', { date: formatMoment(at) })}</p>
          <button
            type="button"
            class="button button--primary"
            aria-disabled={task.busy}
            onClick={() => !task.busy && void stay()}
          >
            {t('deletion.keep')}
          </button>
        </Notice>
      )}
    </section>
  );
}

function Failure({ failure }: { readonly failure: ApiFailure | null }) {
  if (failure === null) return null;
  if (failure.code !== 'last-admin') return <ServerTrouble failure={failure} />;
  return (
    <Notice tone="trouble" title={t('leave.lastAdmin')} urgent>
      <p>{t('leave.lastAdmin.do')}</p>
      <a class="button" href="/organisations">
        {t('organisations.title')}
      </a>
    </Notice>
  );
}
