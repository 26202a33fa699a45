import type { Organisation } from '@undertone/contract/organisation';
import { useState } from 'preact/hooks';
import type { ApiFailure } from '../../app/call-api.ts';
import { t } from '../../app/i18n.ts';
import { go } from '../../app/navigation.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useTask } from '../account/use-task.ts';
import { OrganisationTrouble } from './organisation-trouble.tsx';
import { Sure } from './sure.tsx';

/** Its name, leaving it, and for admins its end. */
export function ManageOrganisation({
  organisation,
  isAdmin,
  onChanged,
}: {
  readonly organisation: Organisation;
  readonly isAdmin: boolean;
  readonly onChanged: () => Promise<void>;
}) {
  const { callApi, standing, stepUp } = useServices();
  const [name, setName] = useState(organisation.name);
  const task = useTask<ApiFailure>();
  const params = { organisation: organisation.id };

  const rename = async () => {
    if ((await task.run(() => callApi('renameOrganisation', { params, body: { name } }))) === null) return;
    showSnack({ text: t('organisation.renamed') });
    await onChanged();
  };
  const leave = async () => {
    if ((await task.run(() => callApi('leaveOrganisation', { params }))) === null) return;
    await standing.look();
    showSnack({ text: t('organisation.left') });
    go({ screen: 'organisations' }, { replace: true });
  };
  const remove = async () => {
    const removed = await task.run(() => stepUp.withStepUp(() => callApi('deleteOrganisation', { params })));
    if (removed === null) return;
    await standing.look();
    showSnack({ text: t('organisation.deleted') });
    go({ screen: 'organisations' }, { replace: true });
  };

  return (
    <section class="section" aria-labelledby="manage">
      <h2 id="manage" class="section__title">
        {t('organisation.manage')}
      </h2>
      {isAdmin && (
        <form
          class="form"
          aria-labelledby="manage"
          onSubmit={(event) => {
            event.preventDefault();
            if (!task.busy) void rename();
          }}
        >
          <TextField
            label={t('organisations.name')}
            name="organisation"
            autocomplete="organization"
            value={name}
            onInput={setName}
            hint={t('organisations.name.hint')}
          />
          <button
            type="submit"
            class="button form__submit"
            aria-disabled={task.busy || name.trim() === '' || name.trim() === organisation.name}
          >
            {t('organisation.rename')}
          </button>
        </form>
      )}
      <OrganisationTrouble failure={task.failure} />
      <div class="row">
        {organisation.role !== null && (
          <Sure
            act={t('organisation.leave')}
            question={t('organisation.leave.sure', { name: organisation.name })}
            onYes={() => void leave()}
          >
            <p>{t('organisation.leave.what')}</p>
          </Sure>
        )}
        {isAdmin && (
          <Sure
            act={t('organisation.delete')}
            question={t('organisation.delete.sure', { name: organisation.name })}
            onYes={() => void remove()}
          >
            <p>{t('organisation.delete.what')}</p>
          </Sure>
        )}
      </div>
    </section>
  );
}
