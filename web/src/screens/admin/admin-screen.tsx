import { t } from '../../app/i18n.ts';
import { pathTo } from '../../app/routes.ts';
import { useServices } from '../../app/services-context.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { Screen } from '../../ui/screen.tsx';
import { SignedRecord } from '../activity/signed-record.tsx';
import { WatchedEvents } from '../activity/watched-events.tsx';
import { WatchedRecord } from '../activity/watched-record.tsx';
import { FromServer } from '../server/from-server.tsx';
import { HealthPanel } from './health-panel.tsx';

/** For super admins: what breach rules found anywhere, how the deployment is, and its own record. */
export function AdminScreen() {
  const { callApi, stepUp } = useServices();
  return (
    <Screen title={t('admin.title')} above={<BackLink to="/settings" name={t('settings.title')} />}>
      <FromServer load={() => callApi('deploymentHealth', {})}>
        {(health, reload) => (
          <>
            <WatchedEvents
              load={(state) => callApi('adminSecurityEvents', { query: { state } })}
              onHandled={(event) =>
                callApi('resolveAnySecurityEvent', { params: { event }, body: { resolution: 'handled' } })
              }
            />
            <HealthPanel health={health} onLookAgain={reload} />
            <div class="rows">
              <RowLink to={pathTo({ screen: 'directory-admin' })} title={t('directory.link')} />
            </div>
            <WatchedRecord load={(before) => callApi('adminAudit', { query: { before } })} />
            <SignedRecord load={() => stepUp.withStepUp(() => callApi('exportAdminAudit', {}))} />
          </>
        )}
      </FromServer>
    </Screen>
  );
}
