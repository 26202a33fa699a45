import { TextField } from '../../ui/text-field.tsx';
import type { AppLockKind } from '../../app/app-lock-port.ts';

/** A PIN with the keys of a telephone, or a passphrase. Neither is offered to a password manager as an account's. */
export function SecretField(props: {
  readonly kind: Exclude<AppLockKind, 'passkey'>;
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | null;
  readonly autofocus?: boolean;
}) {
  const { kind, hint, ...rest } = props;
  return (
    <TextField
      {...rest}
      type="password"
      autocomplete="off"
      numeric={kind === 'pin'}
      {...(hint === undefined ? {} : { hint })}
    />
  );
}
