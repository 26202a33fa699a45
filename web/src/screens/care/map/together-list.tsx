import type { CareEntry, CareEntryId } from '@undertone/contract/directory';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { KindShape } from './kind-shape.tsx';

export interface TogetherListProps {
  readonly entries: readonly CareEntry[];
  readonly selected: CareEntryId | null;
  readonly onSelect: (id: CareEntryId) => void;
  readonly onClose: () => void;
}

/** Those behind one marker that no zoom takes apart: a practice, a house of doctors, the middle of a postcode. */
export function TogetherList({ entries, selected, onSelect, onClose }: TogetherListProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [entries]);
  return (
    <div class="care-map__together">
      <h3 ref={heading} tabIndex={-1}>
        {t('careMap.together', { count: entries.length })}
      </h3>
      <ul>
        {entries.map(({ id, kind, name }) => (
          <li key={id}>
            <button
              type="button"
              class="button button--quiet"
              aria-pressed={id === selected}
              onClick={() => onSelect(id)}
            >
              <KindShape kind={kind} size={20} />
              {t('careMap.marker', { name, kind: t(`care.kind.${kind}`) })}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="button" onClick={onClose}>
        {t('careMap.together.close')}
      </button>
    </div>
  );
}
