import { useId, useMemo } from 'preact/hooks';
import { petalOf, shapeReading, type FormSource, type Lobe } from './reading-form-geometry.ts';
import { inkId } from './reading-inks.tsx';
import './reading-form.css';

export interface ReadingFormProps extends FormSource {
  readonly size: 'small' | 'large';
  /** The words of the reading; without them the form is decoration beside words. */
  readonly label?: string;
  /** Breathes once: only for a reading that has just arrived. */
  readonly arriving?: boolean;
}

/** Copies that dissolve the edge, outermost first: scale beyond the outline (share of the softness) and opacity. */
const HALOES = {
  large: [0.34, 0.28, 0.22, 0.16, 0.11, 0.06].map((spread) => ({ spread, opacity: 0.13 })),
  small: [{ spread: 0.24, opacity: 0.34 }],
} as const;

/** A small form is drawn closer, and its longest lobe may reach out of the box. */
const HALF_BOX = { large: 100, small: 74 } as const;

/** The signature: a distribution as one soft seven-lobed form. Drawn, never an emoji. Needs {@link ReadingInks} in the document. */
export function ReadingForm(props: ReadingFormProps) {
  const { distribution, valence, arousal, confidence, size, label, arriving = false } = props;
  const id = useId();
  const shape = useMemo(
    () => shapeReading({ distribution, valence, arousal, confidence }, size === 'large' ? 12 : 6),
    [distribution, valence, arousal, confidence, size],
  );
  const body = `${id}b`;
  const half = HALF_BOX[size];
  return (
    <svg
      class={`reading-form reading-form--${size}${arriving ? ' reading-form--arriving' : ''}`}
      viewBox={`${-half} ${-half} ${2 * half} ${2 * half}`}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <defs>
        <clipPath id={`${id}c`}>
          <path d={shape.outline} />
        </clipPath>
        <g id={body} clip-path={`url(#${id}c)`}>
          <path class="reading-form__ground" d={shape.outline} />
          {shape.lobes.map((lobe) => (
            <PetalOf key={lobe.label} lobe={lobe} />
          ))}
        </g>
      </defs>
      <g transform={`rotate(${shape.tiltDegrees.toFixed(1)})`}>
        <g class="reading-form__breath">
          {HALOES[size].map(({ spread, opacity }) => (
            <use
              key={spread}
              href={`#${body}`}
              opacity={opacity}
              transform={`scale(${(1 + spread * shape.softness).toFixed(3)})`}
            />
          ))}
          <use href={`#${body}`} opacity={(1 - shape.softness * 0.3).toFixed(2)} />
        </g>
      </g>
    </svg>
  );
}

function PetalOf({ lobe }: { readonly lobe: Lobe }) {
  const petal = petalOf(lobe);
  return (
    <ellipse
      cx={petal.centre}
      rx={petal.halfLength}
      ry={petal.halfWidth}
      fill={`url(#${inkId(lobe.label)})`}
      opacity={lobe.strength.toFixed(2)}
      transform={`rotate(${petal.turnDegrees.toFixed(1)})`}
    />
  );
}
