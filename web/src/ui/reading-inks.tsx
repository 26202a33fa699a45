import { LABELS, type Label } from '@undertone/emotion/labels';
import './reading-inks.css';

export function inkId(label: Label): string {
  return `ink-${label}`;
}

/** The seven colours of every form, once for the whole document: a timeline of forms then stays light. */
export function ReadingInks() {
  return (
    <svg class="reading-inks" aria-hidden="true">
      <defs>
        {LABELS.map((label) => (
          <radialGradient key={label} id={inkId(label)}>
            <stop offset="0" stop-color={`var(--hue-${label})`} />
            <stop offset="0.5" stop-color={`var(--hue-${label})`} stop-opacity="0.86" />
            <stop offset="1" stop-color={`var(--hue-${label})`} stop-opacity="0" />
          </radialGradient>
        ))}
      </defs>
    </svg>
  );
}
