import { LABELS, type Label } from '@undertone/emotion/labels';
import './emotion-glyph.css';

/** One silhouette per emotion in a 16-unit box, so that no colour has to be told apart. Abstract on purpose: no faces. */
export const GLYPH_PATHS = {
  anger: 'M8 1.5 15 14H1z',
  disgust: 'M3.4 1.2 8 5.8l4.6-4.6 2.2 2.2L10.2 8l4.6 4.6-2.2 2.2L8 10.2l-4.6 4.6-2.2-2.2L5.8 8 1.2 3.4z',
  fear: 'M1 5.2 4.5 2l3.5 3.2L11.5 2 15 5.2v3L11.5 5 8 8.2 4.5 5 1 8.2zm0 6L4.5 8 8 11.2 11.5 8 15 11.2v3L11.5 11 8 14.2 4.5 11 1 14.2z',
  joy: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13',
  neutral: 'M1.5 6.2h13v3.6h-13z',
  sadness: 'M8 1c2.6 3.6 4.6 6 4.6 8.9a4.6 4.6 0 0 1-9.2 0C3.4 7 5.4 4.6 8 1',
  surprise: 'M8 .8 9.9 6.1 15.2 8 9.9 9.9 8 15.2 6.1 9.9.8 8l5.3-1.9z',
} as const satisfies Record<Label, string>;

export function EmotionGlyph({ label }: { readonly label: Label }) {
  return (
    <svg class="emotion-glyph" viewBox="0 0 16 16" aria-hidden="true">
      <path d={GLYPH_PATHS[label]} fill={`var(--hue-${label})`} />
    </svg>
  );
}

/** The order in which the seven are offered to choose from: pleasant first, as a menu, not as a verdict. */
export const OFFER_ORDER: readonly Label[] = [
  'joy',
  'surprise',
  'neutral',
  ...LABELS.filter((label) => !['joy', 'surprise', 'neutral'].includes(label)),
];
