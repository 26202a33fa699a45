import { ArrowDown, ArrowUp, X } from 'lucide-preact';
import { t } from '../../../app/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import type { PlanLine } from './plan-lines.ts';

export type LinePart = 'text' | 'up' | 'down';

export interface PlanLineEditorProps {
  readonly line: PlanLine;
  /** From 1, for those who do not see the list. */
  readonly place: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly hasPhone: boolean;
  readonly placeholder: string;
  readonly onChange: (line: PlanLine) => void;
  readonly onMove: (by: -1 | 1) => void;
  /** Enter: on to a line below. */
  readonly onNext: () => void;
  readonly onRemove: () => void;
}

/** Words, a number where a person may have one, and the line's place in the list. */
export function PlanLineEditor(props: PlanLineEditorProps) {
  const { line, place, isFirst, isLast, hasPhone, placeholder, onChange, onMove, onNext, onRemove } = props;
  return (
    <li class="plan__editor" data-line={line.id}>
      <div class="plan__fields">
        <textarea
          class="field__input plan__text"
          data-part="text"
          rows={1}
          aria-label={t('plan.line', { place })}
          placeholder={placeholder}
          maxLength={MOST_CHARACTERS}
          value={line.text}
          onInput={(event) => onChange({ ...line, text: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            onNext();
          }}
        />
        {hasPhone && (
          <input
            class="field__input plan__number"
            type="tel"
            autoComplete="off"
            aria-label={t('plan.phone', { place })}
            placeholder={t('plan.phone.short')}
            maxLength={40}
            value={line.phone}
            onInput={(event) => onChange({ ...line, phone: event.currentTarget.value })}
          />
        )}
      </div>
      <div class="plan__order">
        <button
          type="button"
          class="button button--icon"
          data-part="up"
          aria-label={t('plan.up', { place })}
          aria-disabled={isFirst}
          onClick={() => {
            if (!isFirst) onMove(-1);
          }}
        >
          <Icon of={ArrowUp} />
        </button>
        <button
          type="button"
          class="button button--icon"
          data-part="down"
          aria-label={t('plan.down', { place })}
          aria-disabled={isLast}
          onClick={() => {
            if (!isLast) onMove(1);
          }}
        >
          <Icon of={ArrowDown} />
        </button>
        <button
          type="button"
          class="button button--icon"
          aria-label={t('plan.remove', { place })}
          onClick={onRemove}
        >
          <Icon of={X} />
        </button>
      </div>
    </li>
  );
}

/** All seven steps lie in one record with everything else of the profile. */
const MOST_CHARACTERS = 1_000;
