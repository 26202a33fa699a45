import type { LucideIcon } from 'lucide-preact';

/** One set, one stroke. Decoration beside a word, or named by the control that holds it. */
export function Icon({ of: Shape, size = 20 }: { readonly of: LucideIcon; readonly size?: 16 | 20 | 24 }) {
  return <Shape size={size} strokeWidth={1.5} absoluteStrokeWidth aria-hidden="true" focusable="false" />;
}
