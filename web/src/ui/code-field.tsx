import { useId } from 'preact/hooks';
import './code-field.css';

export interface CodeFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onInput: (digits: string) => void;
  readonly hint?: string;
  readonly error?: string | null;
}

const DIGITS = 6;

/** Six digits of an authenticator or a message: typed, pasted in any grouping, or filled in by the system. */
export function CodeField({ label, name, value, onInput, hint, error = null }: CodeFieldProps) {
  const id = useId();
  const described = [hint === undefined ? '' : `${id}h`, error === null ? '' : `${id}e`].filter(
    (part) => part !== '',
  );
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="field__input code-field__input"
        name={name}
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={value}
        aria-invalid={error === null ? undefined : 'true'}
        aria-describedby={described.length === 0 ? undefined : described.join(' ')}
        onInput={(event) => {
          const field = event.currentTarget;
          const digits = field.value.replaceAll(/\D/g, '').slice(0, DIGITS);
          // What is not a digit goes at once, also when it leaves the value as it was.
          if (field.value !== digits) field.value = digits;
          onInput(digits);
        }}
      />
      {hint !== undefined && (
        <span id={`${id}h`} class="field__hint">
          {hint}
        </span>
      )}
      {error !== null && (
        <span id={`${id}e`} class="field__error" role="alert">
          {error}
        </span>
      )}
    </div>
  );
}
