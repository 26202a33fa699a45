import type { CareEntry, CareSource } from '@undertone/contract/directory';
import { ChevronDown, ChevronUp } from 'lucide-preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { KindShape } from '../map/kind-shape.tsx';
import { CareDetail } from './care-detail.tsx';
import { formatDistance } from './distance-unit.ts';
import { sayOpenState } from './hours-words.ts';
import './care-row.css';

/** One entry of a list; opened in its place. */
export function CareRow(props: {
  readonly entry: CareEntry;
  readonly source: CareSource | null;
  /** `null` where it is from nowhere that a distance is told. */
  readonly distanceKm: number | null;
  readonly isOpen: boolean;
  readonly now: Date;
  readonly onToggle: () => void;
  /** Under what the list stands. */
  readonly level?: 2 | 3;
}) {
  const { entry, source, distanceKm, isOpen, now, onToggle, level = 3 } = props;
  const Heading = `h${level}` as const;
  const row = useRef<HTMLLIElement>(null);
  const id = useId();
  // It may have been opened on the map, with this row out of sight.
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isOpen]);
  const open = sayOpenState(entry, now);
  return (
    <li ref={row} class={`care-row${isOpen ? ' care-row--open' : ''}`}>
      <Heading class="care-row__heading">
        <button
          type="button"
          class="care-row__button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={onToggle}
        >
          <KindShape kind={entry.kind} size={20} />
          <span class="rows__text">
            <span class="rows__title">{entry.name}</span>
            <span class="rows__note">
              {[
                t(`care.kind.${entry.kind}`),
                ...(distanceKm === null ? [] : [sayDistance(entry, distanceKm)]),
                ...(open === null ? [] : [open]),
              ].join(' · ')}
            </span>
            <Marks entry={entry} isSample={source?.isSample === true} />
          </span>
          <Icon of={isOpen ? ChevronUp : ChevronDown} />
        </button>
      </Heading>
      {isOpen && (
        <div id={id}>
          <CareDetail entry={entry} source={source} />
        </div>
      )}
    </li>
  );
}

/** A position that stands for a whole town makes no exact distance. */
function sayDistance({ precision }: CareEntry, distanceKm: number): string {
  const distance = formatDistance(distanceKm);
  return precision === 'exact' ? distance : t('near.about', { distance });
}

function Marks({ entry, isSample }: { readonly entry: CareEntry; readonly isSample: boolean }) {
  const marks = [
    ...(isSample ? [t('near.mark.sample')] : []),
    ...(entry.acceptsNew === true ? [t('near.mark.acceptsNew')] : []),
    ...(entry.telehealth === true ? [t('near.mark.telehealth')] : []),
  ];
  if (marks.length === 0) return null;
  return (
    <span class="care-row__marks">
      {marks.map((mark) => (
        <span key={mark} class="care-row__mark">
          {mark}
        </span>
      ))}
    </span>
  );
}
