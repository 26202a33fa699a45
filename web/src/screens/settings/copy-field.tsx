import { useId } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { showSnack } from '../../app/snackbar.ts';
import './copy-field.css';

/** Something long to take along: it can be selected and copied, and is no password for a manager to keep. */
export function CopyField({ label, value }: { readonly label: string; readonly value: string }) {
  const id = useId();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      showSnack({ text: t('app.copied') });
    } catch {
      document.getElementById(id)?.focus();
    }
  };
  return (
    <div class="field copy-field">
      <label class="field__label" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        class="field__input"
        rows={2}
        readOnly
        spellcheck={false}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button
        type="button"
        class="button"
        aria-label={t('app.copy.named', { what: label })}
        onClick={() => void copy()}
      >
        {t('app.copy')}
      </button>
    </div>
  );
}
