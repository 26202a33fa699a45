import type { ApiFailure } from '../../app/call-api.ts';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { CodeField } from '../../ui/code-field.tsx';
import { useTask } from '../account/use-task.ts';
import { ServerTrouble } from '../server/server-trouble.tsx';
import { QrCode } from './qr-code.tsx';
import './totp-set-up.css';

interface NewTotp {
  readonly secret: string;
  readonly uri: string;
}

/** Picture and key for an authenticator app, and its first code as the proof that it has them. */
export function TotpSetUp({
  begin,
  onAdded,
}: {
  /** What the button that begins is called. */
  readonly begin: string;
  readonly onAdded: (backupCodes: readonly string[] | null) => void;
}) {
  const { callApi, stepUp } = useServices();
  const [shown, setShown] = useState<NewTotp | null>(null);
  const [code, setCode] = useState('');
  const task = useTask<ApiFailure>();

  const start = async () => {
    const begun = await task.run(() => stepUp.withStepUp(() => callApi('beginTotp', {})));
    if (begun !== null) setShown(begun.value);
  };
  const confirm = async () => {
    const done = await task.run(() => stepUp.withStepUp(() => callApi('confirmTotp', { body: { code } })));
    setCode('');
    if (done === null) return;
    setShown(null);
    onAdded(done.value.backupCodes);
  };
  const trouble = task.failure !== null && <ServerTrouble failure={task.failure} />;

  if (shown === null) {
    return (
      <>
        {trouble}
        <p>
          <button type="button" class="button" aria-disabled={task.busy} onClick={() => void start()}>
            {begin}
          </button>
        </p>
      </>
    );
  }
  return (
    <form
      class="form totp-set-up"
      onSubmit={(event) => {
        event.preventDefault();
        if (!task.busy) void confirm();
      }}
    >
      <p>{t('totp.scan')}</p>
      <QrCode text={shown.uri} label={t('totp.picture')} />
      <p>
        <a class="link" href={shown.uri}>
          {t('totp.openApp')}
        </a>
      </p>
      <div>
        <p class="small">{t('totp.key')}</p>
        <p class="totp-set-up__key" translate={false}>
          {shown.secret.match(/.{1,4}/g)?.join(' ')}
        </p>
        <button
          type="button"
          class="button button--quiet"
          onClick={() =>
            void navigator.clipboard.writeText(shown.secret).then(() => showSnack({ text: t('totp.copied') }))
          }
        >
          {t('totp.copy')}
        </button>
      </div>
      <CodeField label={t('proof.totp')} name="code" hint={t('totp.first')} value={code} onInput={setCode} />
      {trouble}
      <div class="row">
        <button type="submit" class="button button--primary" aria-disabled={task.busy}>
          {t('totp.confirm')}
        </button>
        <button type="button" class="button button--quiet" onClick={() => setShown(null)}>
          {t('stepUp.back')}
        </button>
      </div>
    </form>
  );
}
