import { useState } from 'preact/hooks';
import type { ApiFailure, ApiReply } from '../../app/call-api.ts';
import { formatDay, formatMoment } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { Notice } from '../../ui/notice.tsx';
import { useTask } from '../account/use-task.ts';
import { AddPasskeyForm } from '../factors/add-passkey-form.tsx';
import { BackupCodesView } from '../factors/backup-codes-view.tsx';
import { PasskeyRow } from '../factors/passkey-row.tsx';
import { TotpSetUp } from '../factors/totp-set-up.tsx';
import { FromServer } from '../server/from-server.tsx';
import { ServerTrouble } from '../server/server-trouble.tsx';
import { SettingsPart } from './settings-part.tsx';

type Factors = ApiReply<'secondFactors'>;

/** Few enough that somebody should print new ones. */
const FEW_CODES = 3;

/** What the account asks for beside the passphrase. */
export function SecuritySection() {
  const { account, callApi } = useServices();
  return (
    <SettingsPart title={t('settings.security')}>
      {account.state.value.kind === 'local-only' ? (
        <>
          <p>{t('security.noAccount')}</p>
          <p>
            <a class="button" href="/account/sign-up">
              {t('account.signUp')}
            </a>
          </p>
        </>
      ) : (
        <FromServer load={() => callApi('secondFactors', {})}>
          {(factors, reload) => <SecondFactors factors={factors} onChanged={() => void reload()} />}
        </FromServer>
      )}
    </SettingsPart>
  );
}

interface PartProps {
  readonly factors: Factors;
  readonly onChanged: () => void;
  readonly onCodes: (codes: readonly string[] | null) => void;
}

function SecondFactors({
  factors,
  onChanged,
}: {
  readonly factors: Factors;
  readonly onChanged: () => void;
}) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const onCodes = (fresh: readonly string[] | null) => {
    setCodes(fresh);
    onChanged();
  };
  if (codes !== null) return <BackupCodesView codes={codes} onKept={() => setCodes(null)} />;
  const props = { factors, onChanged, onCodes };
  return (
    <>
      <p>{t('security.what')}</p>
      {factors.isRequired && <p class="small muted">{t('security.required')}</p>}
      {factors.resetAt !== null && <ResetAsked resetAt={factors.resetAt} onChanged={onChanged} />}
      <Totp {...props} />
      <section class="section" aria-labelledby="security-passkeys">
        <h2 id="security-passkeys" class="section__title">
          {t('passkeys.title')}
        </h2>
        <p class="muted">{t('passkeys.what')}</p>
        {factors.passkeys.length > 0 && (
          <ul class="rows" aria-label={t('passkeys.title')}>
            {factors.passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} onChanged={onChanged} />
            ))}
          </ul>
        )}
        <AddPasskeyForm canOpenJournal onAdded={onCodes} />
      </section>
      {(factors.totp !== null || factors.passkeys.length > 0) && <BackupCodes {...props} />}
    </>
  );
}

function Totp({ factors, onChanged, onCodes }: PartProps) {
  const { callApi, stepUp } = useServices();
  const task = useTask<ApiFailure>();
  const remove = async () => {
    const removed = await task.run(() => stepUp.withStepUp(() => callApi('removeTotp', {})));
    if (removed === null) return;
    showSnack({ text: t('totp.removed') });
    onChanged();
  };
  const { totp } = factors;
  return (
    <section class="section" aria-labelledby="security-totp">
      <h2 id="security-totp" class="section__title">
        {t('totp.title')}
      </h2>
      <p class="muted">{t('totp.what')}</p>
      {totp !== null && <p>{t('totp.since', { day: formatDay(totp.addedAt.slice(0, 10)) })}</p>}
      {task.failure !== null && <ServerTrouble failure={task.failure} />}
      <TotpSetUp
        key={totp?.addedAt ?? ''}
        begin={totp === null ? t('totp.begin') : t('totp.replace')}
        onAdded={(codes) => {
          showSnack({ text: t('totp.added') });
          onCodes(codes);
        }}
      />
      {totp !== null && (
        <p>
          <button type="button" class="button button--danger" onClick={() => void remove()}>
            {t('totp.remove')}
          </button>
        </p>
      )}
    </section>
  );
}

function BackupCodes({ factors, onCodes }: PartProps) {
  const { callApi, stepUp } = useServices();
  const task = useTask<ApiFailure>();
  const renew = async () => {
    const renewed = await task.run(() => stepUp.withStepUp(() => callApi('replaceBackupCodes', {})));
    if (renewed !== null) onCodes(renewed.value.backupCodes);
  };
  const left = t('backupCodes.left', { count: factors.backupCodesLeft });
  return (
    <section class="section" aria-labelledby="security-codes">
      <h2 id="security-codes" class="section__title">
        {t('backupCodes.title')}
      </h2>
      <p class="muted">{t('backupCodes.for')}</p>
      {factors.backupCodesLeft < FEW_CODES ? (
        <Notice title={left}>
          <p>{t('backupCodes.few')}</p>
        </Notice>
      ) : (
        <p>{left}</p>
      )}
      {task.failure !== null && <ServerTrouble failure={task.failure} />}
      <p>
        <button type="button" class="button" aria-disabled={task.busy} onClick={() => void renew()}>
          {t('backupCodes.renew')}
        </button>
      </p>
    </section>
  );
}

function ResetAsked({ resetAt, onChanged }: { readonly resetAt: string; readonly onChanged: () => void }) {
  const { callApi } = useServices();
  const task = useTask<ApiFailure>();
  const keep = async () => {
    const kept = await task.run(() => callApi('cancelSecondFactorReset', {}));
    if (kept === null) return;
    showSnack({ text: t('security.resetStopped') });
    onChanged();
  };
  return (
    <Notice tone="trouble" title={t('security.resetAsked', { when: formatMoment(Date.parse(resetAt)) })}>
      <p>{t('security.resetAsked.do')}</p>
      {task.failure !== null && <ServerTrouble failure={task.failure} />}
      <button type="button" class="button" onClick={() => void keep()}>
        {t('security.keep')}
      </button>
    </Notice>
  );
}
