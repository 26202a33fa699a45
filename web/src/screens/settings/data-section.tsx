import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { FromServer } from '../server/from-server.tsx';
import { LeaveAccount } from './leave-account.tsx';
import { ServerPreferences } from './server-preferences.tsx';
import { SettingsPart } from './settings-part.tsx';
import { Takeout } from './takeout.tsx';

/** What the server should know, everything to take along, and the way out. */
export function DataSection() {
  const { account, callApi } = useServices();
  const isSignedIn = account.state.value.kind === 'signed-in';
  return (
    <SettingsPart title={t('settings.data')}>
      <Takeout />
      {isSignedIn && (
        <FromServer load={() => callApi('profile', {})}>
          {(profile) => (
            <>
              <ServerPreferences profile={profile} />
              <LeaveAccount />
            </>
          )}
        </FromServer>
      )}
    </SettingsPart>
  );
}
