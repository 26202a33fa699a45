import { Eye, EyeOff } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../app/i18n.ts';
import { Icon } from './icon.tsx';

export interface TextFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: 'text' | 'email' | 'tel' | 'password';
  /** An autofill token that password managers understand. */
  readonly autocomplete: string;
  readonly hint?: ComponentChildren;
  readonly error?: string | null;
  readonly required?: boolean;
  /** Brings up the keys of a telephone. */
  readonly numeric?: boolean;
  /** Takes the focus when it appears: for the one field that a screen is about. */
  readonly autofocus?: boolean;
}

/** A labelled input with its hint and its error beside it; a password can be shown. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    name,
    value,
    onInput,
    type = 'text',
    autocomplete,
    hint,
    error = null,
    required = true,
    numeric = false,
    autofocus = false,
  } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autofocus) input.current?.focus();
  }, [autofocus]);
  const id = useId();
  const [shown, setShown] = useState(false);
  const described = [hint === undefined ? '' : `${id}h`, error === null ? '' : `${id}e`].filter(
    (part) => part !== '',
  );
  // The DOM's types know each input by its own shape and not a union of them; these three take the same attributes.
  const shownType = (shown ? 'text' : type) as 'text';
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
      </label>
      <span class="field__box">
        <input
          ref={input}
          id={id}
          class={`field__input${type === 'password' ? ' field__input--with-side' : ''}`}
          name={name}
          type={shownType}
          value={value}
          required={required}
          autoComplete={autocomplete}
          inputMode={numeric ? 'numeric' : undefined}
          autoCapitalize="none"
          autoCorrect="off"
          spellcheck={false}
          aria-invalid={error === null ? undefined : 'true'}
          aria-describedby={described.length === 0 ? undefined : described.join(' ')}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        {type === 'password' && (
          <button
            type="button"
            class="button button--icon field__side"
            aria-pressed={shown}
            aria-label={t('field.show', { field: label })}
            onClick={() => setShown(!shown)}
          >
            <Icon of={shown ? EyeOff : Eye} />
          </button>
        )}
      </span>
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
