import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { AddPasskeyForm } from './add-passkey-form.tsx';
import { BackupCodesView } from './backup-codes-view.tsx';
import { TotpSetUp } from './totp-set-up.tsx';

/** The first second factor of a role that may not be without: nothing else opens before. */
export function SetUpFactor({ onDone }: { readonly onDone: () => void }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const added = (backupCodes: readonly string[] | null) => {
    if (backupCodes === null) onDone();
    else setCodes(backupCodes);
  };
  if (codes !== null) return <BackupCodesView codes={codes} onKept={onDone} />;
  return (
    <>
      <p>{t('setUpFactor.why')}</p>
      <section class="section" aria-labelledby="set-up-totp">
        <h2 id="set-up-totp" class="section__title">
          {t('totp.title')}
        </h2>
        <p class="muted">{t('totp.what')}</p>
        <TotpSetUp begin={t('totp.begin')} onAdded={added} />
      </section>
      <section class="section" aria-labelledby="set-up-passkey">
        <h2 id="set-up-passkey" class="section__title">
          {t('passkeys.title')}
        </h2>
        <p class="muted">{t('passkeys.what')}</p>
        <AddPasskeyForm canOpenJournal={false} onAdded={added} />
      </section>
    </>
  );
}
