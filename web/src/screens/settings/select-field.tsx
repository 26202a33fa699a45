import { ChevronDown } from 'lucide-preact';
import { useId } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';

export interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly onChange: (value: string) => void;
}

export function SelectField({ label, value, options, onChange }: SelectFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
      </label>
      <div class="field__box">
        <select
          id={id}
          class="field__input field__input--select"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {options.map(([option, name]) => (
            <option key={option} value={option}>
              {name}
            </option>
          ))}
        </select>
        <span class="field__arrow">
          <Icon of={ChevronDown} />
        </span>
      </div>
    </div>
  );
}
