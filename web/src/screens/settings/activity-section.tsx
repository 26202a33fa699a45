import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { ActivityList } from '../activity/activity-list.tsx';
import { AdminDoor } from '../activity/admin-door.tsx';
import { SecurityEvents } from '../activity/security-events.tsx';
import { SignedRecord } from '../activity/signed-record.tsx';
import { FromServer } from '../server/from-server.tsx';
import { SettingsPart } from './settings-part.tsx';

/** What was done with the account, what looked like somebody else, and the proof of both to take along. */
export function ActivitySection() {
  const { account, callApi } = useServices();
  return (
    <SettingsPart title={t('settings.activity')}>
      {account.state.value.kind === 'local-only' ? (
        <p>{t('activity.noAccount')}</p>
      ) : (
        <>
          <p class="small muted">{t('activity.what')}</p>
          <FromServer load={() => callApi('securityEvents', { query: {} })}>
            {({ events }, reload) => <SecurityEvents events={events} onAnswered={reload} />}
          </FromServer>
          <FromServer load={() => callApi('audit', { query: {} })}>
            {(first) => <ActivityList first={first} />}
          </FromServer>
          <SignedRecord load={() => callApi('exportAudit', {})} />
          <AdminDoor />
        </>
      )}
    </SettingsPart>
  );
}
