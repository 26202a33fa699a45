import type { Modality } from '@undertone/emotion/modality';
import { useId } from 'preact/hooks';
import { t } from '../app/i18n.ts';

export interface ConsentSwitchProps {
  readonly modality: Modality;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

/** The consent in plain words: off until switched, with exactly which numbers would go. */
export function ConsentSwitch({ modality, checked, onChange, disabled = false }: ConsentSwitchProps) {
  const id = useId();
  return (
    <div class="stack stack--tight">
      <label class="switch">
        <span class="rows__title">{t(`consent.${modality}.title`)}</span>
        <input
          type="checkbox"
          role="switch"
          class="switch__control"
          checked={checked}
          disabled={disabled}
          aria-describedby={id}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      </label>
      <div id={id} class="stack stack--tight small muted">
        <p>{t(`consent.${modality}.why`)}</p>
        <p>{t(`consent.${modality}.which`)}</p>
        <p>{modality === 'text' ? t('consent.never') : t(`consent.${modality}.never`)}</p>
      </div>
    </div>
  );
}
