import type { CareKind } from '@undertone/contract/directory';

/** One outline for each kind within a square of 24, so that colour need not tell them apart. */
const OUTLINES = {
  therapist: 'M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20z',
  psychologist: 'M7 3h10a4 4 0 0 1 4 4v10a4 4 0 0 1-4 4H7a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4z',
  psychiatrist: 'M7 3.3h10L22 12l-5 8.7H7L2 12z',
  doctor: 'M12 1.5L22.5 12L12 22.5L1.5 12z',
  clinic: 'M12 2L22 10.5V21.5H2V10.5z',
  hospital: 'M8.5 2h7v6.5H22v7h-6.5V22h-7v-6.5H2v-7h6.5z',
  'crisis-service': 'M12 2L23 21.5H1z',
  other: 'M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20zM12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8z',
} as const satisfies Record<CareKind, string>;

/** The shape that stands for a kind, on the map and wherever a row is to be known again there. Always beside its word. */
export function KindShape({ kind, size = 24 }: { readonly kind: CareKind; readonly size?: number }) {
  return (
    <svg
      class="kind-shape"
      width={size}
      height={size}
      viewBox="-1 -1 26 26"
      aria-hidden="true"
      focusable="false"
    >
      <path d={OUTLINES[kind]} fill-rule="evenodd" />
    </svg>
  );
}
