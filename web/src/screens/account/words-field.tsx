import { useId } from 'preact/hooks';
import { t } from '../../app/i18n.ts';

/** Room for 24 words, typed from paper. */
export function WordsField({
  value,
  onInput,
}: {
  readonly value: string;
  readonly onInput: (value: string) => void;
}) {
  const id = useId();
  const count = value.split(/\s+/u).filter((word) => word !== '').length;
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {t('words.field')}
      </label>
      <textarea
        id={id}
        class="field__input"
        name="recovery-words"
        rows={4}
        required
        value={value}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellcheck={false}
        aria-describedby={`${id}h`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <span id={`${id}h`} class="field__hint">
        {t('words.counted', { count })}
      </span>
    </div>
  );
}
