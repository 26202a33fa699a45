import type { CSSProperties } from 'preact';
import { useId, useMemo } from 'preact/hooks';
import { shapeReading, type FormSource } from './reading-form-geometry.ts';
import './reading-form.css';

export interface ReadingFormProps extends FormSource {
  readonly size: 'small' | 'large';
  /** The words of the reading; without them the form is decoration beside words. */
  readonly label?: string;
  /** Breathes once: only for a reading that has just arrived. */
  readonly arriving?: boolean;
}

/** Copies that dissolve the edge: scale beyond the outline (share of the softness) and opacity. */
const HALOES = [
  { spread: 0.34, opacity: 0.16 },
  { spread: 0.2, opacity: 0.24 },
  { spread: 0.09, opacity: 0.4 },
] as const;

/** The signature: a distribution as one soft seven-lobed form. Drawn, never an emoji. */
export function ReadingForm(props: ReadingFormProps) {
  const { distribution, valence, arousal, confidence, size, label, arriving = false } = props;
  const id = useId();
  const shape = useMemo(
    () => shapeReading({ distribution, valence, arousal, confidence }, size === 'large' ? 12 : 6),
    [distribution, valence, arousal, confidence, size],
  );
  const body = `${id}b`;
  return (
    <svg
      class={`reading-form reading-form--${size}${arriving ? ' reading-form--arriving' : ''}`}
      viewBox="-120 -120 240 240"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <defs>
        <clipPath id={`${id}c`}>
          <path d={shape.outline} />
        </clipPath>
        {shape.lobes.map((lobe) => (
          <radialGradient key={lobe.label} id={`${id}${lobe.label}`} cx="0.62">
            <stop offset="0" stop-color={`var(--hue-${lobe.label})`} />
            <stop offset="0.55" stop-color={`var(--hue-${lobe.label})`} stop-opacity="0.82" />
            <stop offset="1" stop-color={`var(--hue-${lobe.label})`} stop-opacity="0" />
          </radialGradient>
        ))}
        <g id={body} clip-path={`url(#${id}c)`}>
          <path class="reading-form__ground" d={shape.outline} />
          {shape.lobes.map((lobe) => (
            <ellipse
              key={lobe.label}
              cx={lobe.reach * 0.5}
              rx={lobe.reach * 0.72}
              ry={26 + lobe.reach * 0.24}
              fill={`url(#${id}${lobe.label})`}
              transform={`rotate(${((lobe.angle * 180) / Math.PI).toFixed(1)})`}
              style={{ '--strength': String(weightOf(distribution[lobe.label])) } as CSSProperties}
            />
          ))}
        </g>
      </defs>
      <g transform={`rotate(${shape.tiltDegrees.toFixed(1)})`}>
        <g class="reading-form__breath">
          {HALOES.map(({ spread, opacity }) => (
            <use
              key={spread}
              href={`#${body}`}
              opacity={opacity}
              transform={`scale(${(1 + spread * shape.softness).toFixed(3)})`}
            />
          ))}
          <use href={`#${body}`} opacity={(1 - shape.softness * 0.35).toFixed(2)} />
        </g>
      </g>
    </svg>
  );
}

/** A faint lobe keeps a trace of its colour; a strong one is full. */
function weightOf(probability: number): number {
  return Math.min(1, 0.1 + 1.5 * Math.sqrt(Math.max(0, probability)) * 0.9);
}
