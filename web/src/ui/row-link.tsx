import { ChevronRight, type LucideIcon } from 'lucide-preact';
import { Icon } from './icon.tsx';

export interface RowLinkProps {
  readonly to: string;
  readonly title: string;
  /** Under the title: what is there. */
  readonly note?: string;
  readonly icon?: LucideIcon;
  readonly class?: string;
}

/** One of the doors in a list of `rows`. */
export function RowLink({ to, title, note, icon, class: more = '' }: RowLinkProps) {
  return (
    <a class={`rows__link ${more}`.trimEnd()} href={to}>
      {icon !== undefined && <Icon of={icon} size={24} />}
      <span class="rows__text">
        <span class="rows__title">{title}</span>
        {note !== undefined && <span class="rows__note">{note}</span>}
      </span>
      <Icon of={ChevronRight} />
    </a>
  );
}
