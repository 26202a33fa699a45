import { ChevronDown } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { Icon } from '../../ui/icon.tsx';
import './quiet-summary.css';

/** The line that opens a disclosure inside a card. */
export function QuietSummary({ children }: { readonly children: ComponentChildren }) {
  return (
    <summary class="quiet-summary">
      {children}
      <Icon of={ChevronDown} />
    </summary>
  );
}
