import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { addPasskey, letPasskeyOpenJournal, type PasskeyTrouble } from '../../factors/add-passkey.ts';
import { usePasskeys } from '../../factors/passkeys-context.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useTask } from '../account/use-task.ts';
import { PasskeyTroubleNotice } from './passkey-trouble.tsx';

/** A name, and whether the passkey may open the journal too; the browser asks for the rest. */
export function AddPasskeyForm({
  canOpenJournal,
  onAdded,
}: {
  /** The journal is open here, so that its key can be given to the passkey. */
  readonly canOpenJournal: boolean;
  readonly onAdded: (backupCodes: readonly string[] | null) => void;
}) {
  const services = useServices();
  const passkeys = usePasskeys();
  const [name, setName] = useState('');
  const [opens, setOpens] = useState(true);
  const [isOpen, setOpen] = useState(false);
  const task = useTask<PasskeyTrouble>();

  if (!passkeys.isSupported()) return <p class="small muted">{t('passkeys.unsupported')}</p>;
  const add = async () => {
    const added = await task.run(() => addPasskey(services, passkeys, name.trim()));
    if (added === null) return;
    const { backupCodes, hasPrf } = added.value;
    if (canOpenJournal && opens) {
      const given = hasPrf && (await letPasskeyOpenJournal(services, passkeys, added.value)).ok;
      showSnack({ text: given ? t('passkeys.addedOpens') : t('passkeys.addedOnly') });
    } else showSnack({ text: t('passkeys.added') });
    setName('');
    setOpen(false);
    onAdded(backupCodes);
  };

  const trouble = task.failure !== null && <PasskeyTroubleNotice trouble={task.failure} />;
  if (!isOpen) {
    return (
      <>
        {trouble}
        <p>
          <button type="button" class="button" onClick={() => setOpen(true)}>
            {t('passkeys.add')}
          </button>
        </p>
      </>
    );
  }
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!task.busy) void add();
      }}
    >
      <TextField
        label={t('passkeys.name')}
        name="passkey-name"
        autocomplete="off"
        hint={t('passkeys.name.hint')}
        value={name}
        onInput={(value) => setName(value.slice(0, 60))}
      />
      {canOpenJournal && (
        <label class="choice">
          <input
            type="checkbox"
            checked={opens}
            onChange={(event) => setOpens(event.currentTarget.checked)}
          />
          <span>{t('passkeys.mayOpen')}</span>
        </label>
      )}
      {trouble}
      <div class="row">
        <button type="submit" class="button button--primary" aria-disabled={task.busy}>
          {t('passkeys.make')}
        </button>
        <button type="button" class="button button--quiet" onClick={() => setOpen(false)}>
          {t('stepUp.back')}
        </button>
      </div>
    </form>
  );
}
