import type { Uuid } from '@undertone/base/id';
import { ORGANISATION_KINDS, SPONSOR_KINDS, type OrganisationKind } from '@undertone/contract/organisation';
import { useState } from 'preact/hooks';
import type { ApiFailure } from '../../app/call-api.ts';
import { t } from '../../app/i18n.ts';
import { go } from '../../app/navigation.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useTask } from '../account/use-task.ts';
import { SelectField } from '../settings/select-field.tsx';
import { OrganisationTrouble } from './organisation-trouble.tsx';

export function MakeOrganisation() {
  const { callApi, standing, sync } = useServices();
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<OrganisationKind>('practice');
  const task = useTask<ApiFailure>();

  const make = async () => {
    const made = await task.run(() => callApi('createOrganisation', { body: { name, kind } }));
    if (made === null) return;
    if (isSponsor(kind)) {
      await standing.look();
      // What the server withdrew of the consents comes with the next exchange.
      void sync.syncNow();
    }
    showSnack({ text: t('organisations.made') });
    go({ screen: 'organisation', id: made.value.id as Uuid });
  };

  if (!isOpen) {
    return (
      <p>
        <button type="button" class="button" onClick={() => setIsOpen(true)}>
          {t('organisations.make')}
        </button>
      </p>
    );
  }
  return (
    <form
      class="form card"
      aria-labelledby="make-organisation"
      onSubmit={(event) => {
        event.preventDefault();
        if (!task.busy) void make();
      }}
    >
      <h2 id="make-organisation">{t('organisations.make')}</h2>
      <p class="small muted">{t('organisations.make.what')}</p>
      <TextField
        label={t('organisations.name')}
        name="organisation"
        autocomplete="organization"
        value={name}
        onInput={setName}
        hint={t('organisations.name.hint')}
        autofocus
      />
      <SelectField
        label={t('organisations.kind')}
        value={kind}
        options={ORGANISATION_KINDS.map((one) => [one, t(`organisationKind.${one}`)] as const)}
        onChange={(value) => setKind(value as OrganisationKind)}
      />
      <p class="small muted">{t('organisations.kind.fixed')}</p>
      {isSponsor(kind) && <p class="small">{t('organisations.sponsor')}</p>}
      <OrganisationTrouble failure={task.failure} />
      <p class="row">
        <button type="submit" class="button button--primary" aria-disabled={task.busy || name.trim() === ''}>
          {t('organisations.make')}
        </button>
        <button type="button" class="button" onClick={() => setIsOpen(false)}>
          {t('app.cancel')}
        </button>
      </p>
    </form>
  );
}

export function isSponsor(kind: OrganisationKind): boolean {
  return (SPONSOR_KINDS as readonly OrganisationKind[]).includes(kind);
}
