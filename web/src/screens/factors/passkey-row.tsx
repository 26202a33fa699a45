import { useState } from 'preact/hooks';
import { formatAgo } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { now } from '../../app/now.ts';
import { useServices } from '../../app/services-context.ts';
import type { ApiReply } from '../../app/call-api.ts';
import { letPasskeyOpenJournal, type PasskeyTrouble } from '../../factors/add-passkey.ts';
import { usePasskeys } from '../../factors/passkeys-context.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useTask } from '../account/use-task.ts';
import { PasskeyTroubleNotice } from './passkey-trouble.tsx';
import './passkey-row.css';

type Passkey = ApiReply<'secondFactors'>['passkeys'][number];

/** One passkey, its name, and what can be done with it. */
export function PasskeyRow({
  passkey,
  onChanged,
}: {
  readonly passkey: Passkey;
  readonly onChanged: () => void;
}) {
  const services = useServices();
  const passkeys = usePasskeys();
  const { callApi, stepUp } = services;
  const { id, opensJournal } = passkey;
  const [name, setName] = useState<string | null>(null);
  const task = useTask<PasskeyTrouble>();
  const run = async (work: Parameters<typeof task.run<void>>[0]) => {
    const done = await task.run(work);
    if (done === null) return;
    setName(null);
    onChanged();
  };
  const params = { passkey: id };
  const rename = (next: string) => run(() => callApi('renamePasskey', { params, body: { name: next } }));
  const remove = () => run(() => stepUp.withStepUp(() => callApi('removePasskey', { params })));
  const forget = () =>
    run(() => stepUp.withStepUp(() => callApi('setPasskeyWrap', { params, body: { wrap: null } })));
  const open = () => run(() => letPasskeyOpenJournal(services, passkeys, passkey));

  const lastUsed =
    passkey.lastUsedAt === null
      ? t('passkeys.neverUsed')
      : t('passkeys.lastUsed', { ago: formatAgo(Date.parse(passkey.lastUsedAt), now.value) });
  const facts = [
    lastUsed,
    opensJournal ? t('passkeys.opens') : t('passkeys.opensNot'),
    ...(passkey.isSynced ? [t('passkeys.synced')] : []),
  ];
  return (
    <li class="passkey-row">
      {name === null ? (
        <p class="rows__title">{passkey.name}</p>
      ) : (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') void rename(name.trim());
          }}
        >
          <TextField
            label={t('passkeys.name')}
            name="passkey-name"
            autocomplete="off"
            value={name}
            onInput={(value) => setName(value.slice(0, 60))}
          />
          <div class="row">
            <button type="submit" class="button button--primary">
              {t('passkeys.saveName')}
            </button>
            <button type="button" class="button button--quiet" onClick={() => setName(null)}>
              {t('stepUp.back')}
            </button>
          </div>
        </form>
      )}
      <p class="small muted">{facts.join(' · ')}</p>
      {task.failure !== null && <PasskeyTroubleNotice trouble={task.failure} />}
      {name === null && (
        <p class="passkey-row__acts">
          <button
            type="button"
            class="button button--quiet"
            aria-label={t('passkeys.renameThis', { name: passkey.name })}
            onClick={() => setName(passkey.name)}
          >
            {t('passkeys.rename')}
          </button>
          {(opensJournal || passkeys.isSupported()) && (
            <button
              type="button"
              class="button button--quiet"
              onClick={() => void (opensJournal ? forget() : open())}
            >
              {opensJournal ? t('passkeys.closeJournal') : t('passkeys.openJournal')}
            </button>
          )}
          <button
            type="button"
            class="button button--quiet"
            aria-label={t('passkeys.removeThis', { name: passkey.name })}
            onClick={() => void remove()}
          >
            {t('passkeys.remove')}
          </button>
        </p>
      )}
    </li>
  );
}
