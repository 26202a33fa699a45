import { useMemo } from 'preact/hooks';
import { encode } from 'uqr';
import './qr-code.css';

/** Modules of white around the picture (ISO/IEC 18004 §6.3.8). */
const QUIET_ZONE = 4;

/** Drawn here: the text goes nowhere. Black on white in either theme, as cameras want it. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const { data } = encode(text, { ecc: 'M', border: QUIET_ZONE });
    const squares = data.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
    );
    return { size: data.length, path: squares.join('') };
  }, [text]);
  return (
    <svg
      class="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path class="qr-code__paper" d={`M0 0h${size}v${size}h-${size}z`} />
      <path class="qr-code__ink" d={path} />
    </svg>
  );
}
