import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import './stage.css';

export interface StageProps {
  /** Read out when the stage comes up. */
  readonly label: string;
  /** The one that the screen opens with: its heading has the focus already. */
  readonly first?: boolean;
  readonly children: ComponentChildren;
}

/** One step of a capture. The button that led to it is gone, so the stage takes the focus. Give it a key. */
export function Stage({ label, first = false, children }: StageProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!first) box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={box} class="stage" role="group" aria-label={label} tabIndex={-1}>
      {children}
    </div>
  );
}
