import type { ComponentChildren } from 'preact';
import { UNIFORM } from '@undertone/emotion/distribution';
import { ReadingForm } from './reading-form.tsx';
import './empty-state.css';

/** Says what this place will be, with at most one act. */
export function EmptyState({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="empty-state">
      <ReadingForm size="large" distribution={UNIFORM} valence={0} arousal={0} confidence={0.35} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
