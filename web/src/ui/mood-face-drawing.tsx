import type { MoodFace } from '@undertone/emotion/mood';

/** How far the mouth's middle hangs below (smile) or above its corners, in units of the 32-unit box. */
const MOUTH_BEND = { awful: -5, bad: -2.5, okay: 0, good: 3, great: 6 } as const satisfies Record<
  MoodFace,
  number
>;

/** A line drawing for choosing one's own mood; readings are never drawn as faces. */
export function MoodFaceDrawing({ face }: { readonly face: MoodFace }) {
  const corner = 20.5 - MOUTH_BEND[face] / 4;
  return (
    <svg class="mood-face" viewBox="0 0 32 32" aria-hidden="true">
      <circle class="mood-face__head" cx="16" cy="16" r="13" />
      <circle class="mood-face__eye" cx="11.5" cy="13.5" r="1.4" />
      <circle class="mood-face__eye" cx="20.5" cy="13.5" r="1.4" />
      <path class="mood-face__mouth" d={`M10.5 ${corner}Q16 ${corner + MOUTH_BEND[face]} 21.5 ${corner}`} />
    </svg>
  );
}
