import type { StepUpMethod } from '@undertone/contract/second-factor';
import { t } from '../../app/i18n.ts';
import { CodeField } from '../../ui/code-field.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** What a way to show who is there asks for. */
export function ProofFields({
  method,
  value,
  onInput,
}: {
  readonly method: StepUpMethod;
  readonly value: string;
  readonly onInput: (value: string) => void;
}) {
  switch (method) {
    case 'passkey':
      return <p>{t('proof.passkey')}</p>;
    case 'passphrase':
      return (
        <TextField
          label={t('account.passphrase')}
          name="passphrase"
          type="password"
          autocomplete="current-password"
          value={value}
          onInput={onInput}
        />
      );
    case 'backup-code':
      return (
        <TextField
          label={t('proof.backupCode')}
          name="backup-code"
          autocomplete="off"
          hint={t('proof.backupCode.hint')}
          value={value}
          onInput={onInput}
        />
      );
    case 'totp':
    case 'email-code':
    case 'phone-code':
      return (
        <CodeField
          label={t(`proof.${method}`)}
          name="code"
          hint={t(`proof.${method}.hint`)}
          value={value}
          onInput={onInput}
        />
      );
  }
}
