import { useId } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';

/** Check a file only, or import it for good. */
export function HowChoice({
  isDryRun,
  onChange,
}: {
  readonly isDryRun: boolean;
  readonly onChange: (isDryRun: boolean) => void;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend class="field__label">{t('directory.how')}</legend>
      {[true, false].map((isDry) => (
        <label key={String(isDry)} class="choice">
          <input type="radio" name={name} checked={isDryRun === isDry} onChange={() => onChange(isDry)} />
          <span>
            <span class="rows__title">{isDry ? t('directory.dryRun') : t('directory.forGood')}</span>
            <span class="rows__note">{isDry ? t('directory.dryRun.what') : t('directory.forGood.what')}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
