import type { ComponentChildren } from 'preact';
import './notice.css';

export interface NoticeProps {
  readonly tone?: 'plain' | 'trouble';
  readonly title: string;
  /** What is safe, and what to do. */
  readonly children?: ComponentChildren;
  /** Read out at once; for what has just gone wrong. */
  readonly urgent?: boolean;
}

/** A message that sits where its cause is. */
export function Notice({ tone = 'plain', title, children, urgent = false }: NoticeProps) {
  return (
    <div class={`notice notice--${tone}`} role={urgent ? 'alert' : undefined}>
      <p class="notice__title">{title}</p>
      {children}
    </div>
  );
}
