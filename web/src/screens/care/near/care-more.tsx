import type { LucideIcon } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { Icon } from '../../../ui/icon.tsx';
import './care-more.css';

/** What stands behind a word until it is asked for. */
export function CareMore({
  title,
  icon,
  class: className = '',
  children,
}: {
  readonly title: string;
  readonly icon?: LucideIcon;
  readonly class?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <details class={`care-more ${className}`.trim()}>
      <summary>
        {icon !== undefined && <Icon of={icon} />}
        {title}
      </summary>
      {children}
    </details>
  );
}
