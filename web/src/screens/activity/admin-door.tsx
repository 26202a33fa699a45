import { useEffect, useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { RowLink } from '../../ui/row-link.tsx';

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
    <div class="rows">
      <RowLink to="/admin" title={t('admin.title')} />
    </div>
  ) : null;
}
