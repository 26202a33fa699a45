import { t } from '../../app/i18n.ts';
import { TextField } from '../../ui/text-field.tsx';
import { judgePassphrase, STRENGTHS } from './passphrase-strength.ts';
import './new-passphrase-field.css';

/** A passphrase being made, with an honest word on how it holds. */
export function NewPassphraseField(props: {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly error?: string | null;
}) {
  const strength = judgePassphrase(props.value);
  return (
    <div class="new-passphrase">
      <TextField
        label={props.label}
        name="new-passphrase"
        type="password"
        autocomplete="new-password"
        value={props.value}
        onInput={props.onInput}
        error={props.error ?? null}
        hint={t('passphrase.hint')}
      />
      {props.value !== '' && (
        <p class="new-passphrase__meter" role="status">
          <meter
            class={`new-passphrase__bar new-passphrase__bar--${strength}`}
            aria-label={t('passphrase.strength')}
            min={0}
            max={3}
            value={STRENGTHS.indexOf(strength)}
          />
          <span class="small">{t(`passphrase.${strength}`)}</span>
        </p>
      )}
    </div>
  );
}
