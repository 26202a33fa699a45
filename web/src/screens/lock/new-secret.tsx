import { redact } from '@undertone/base/redacted';
import { useState } from 'preact/hooks';
import type { AppLockKind, LockAnswer } from '../../app/app-lock-port.ts';
import { t } from '../../app/i18n.ts';
import { NewPassphraseField } from '../account/new-passphrase-field.tsx';
import { isAcceptable, judgePassphrase } from '../account/passphrase-strength.ts';
import { SecretField } from './secret-field.tsx';

export interface NewSecret {
  readonly text: string;
  readonly again: string;
  readonly error: string | null;
  readonly type: (text: string) => void;
  readonly typeAgain: (text: string) => void;
  /** `null` where what was typed cannot be it; the field then says why. */
  take(): LockAnswer | null;
}

/** A secret being made. A PIN is typed twice: its digits are not seen, and it may be the only way in. */
export function useNewSecret(way: AppLockKind): NewSecret {
  const [text, setText] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<string | null>(null);
  return {
    text,
    again,
    error,
    type: setText,
    typeAgain: setAgain,
    take() {
      if (way === 'passkey') return { kind: way };
      const failure = way === 'pin' ? judgeRepeat(text, again) : judgeWords(text);
      setError(failure);
      return failure === null ? { kind: way, secret: redact(text) } : null;
    },
  };
}

function judgeRepeat(pin: string, again: string): string | null {
  return pin === again ? null : t('lock.pin.mismatch');
}

function judgeWords(passphrase: string): string | null {
  return isAcceptable(judgePassphrase(passphrase)) ? null : t('passphrase.refused');
}

export function NewSecretFields({ way, secret }: { readonly way: AppLockKind; readonly secret: NewSecret }) {
  switch (way) {
    case 'passkey':
      return <p class="small">{t('lock.next.passkey')}</p>;
    case 'passphrase':
      return (
        <NewPassphraseField
          label={t('lock.passphrase.new')}
          value={secret.text}
          onInput={secret.type}
          error={secret.error}
        />
      );
    case 'pin':
      return (
        <>
          <SecretField
            kind="pin"
            label={t('lock.pin.new')}
            name="new-pin"
            hint={t('lock.pin.hint')}
            value={secret.text}
            onInput={secret.type}
          />
          <SecretField
            kind="pin"
            label={t('lock.pin.repeat')}
            name="new-pin-again"
            value={secret.again}
            onInput={secret.typeAgain}
            error={secret.error}
          />
        </>
      );
  }
}
