import { useEffect, useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';

/** The way to the administration, for those who run the deployment; for everybody else nothing. */
export function AdminDoor() {
  const { callApi } = useServices();
  const [isAdmin, setAdmin] = useState(false);
  useEffect(() => {
    void callApi('profile', {}).then((profile) =>
      setAdmin(profile.ok && profile.value.roles.includes('super-admin')),
    );
  }, []);
  return isAdmin ? (
    <p>
      <a href="/admin">{t('admin.title')}</a>
    </p>
  ) : null;
}
