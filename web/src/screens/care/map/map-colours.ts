/** The interface's own colours, as `rgb()`: MapLibre knows neither `oklch()` nor custom properties. */
const TOKENS = {
  sea: '--sunken',
  land: '--card',
  coast: '--outline',
  border: '--hairline',
  green: '--accent-soft',
  road: '--paper',
  roadEdge: '--hairline',
  ink: '--ink',
  inkSoft: '--ink-soft',
} as const;

export type MapColours = Readonly<Record<keyof typeof TOKENS, string>>;

/** What the tokens are now, for `element`'s theme. */
export function readMapColours(element: HTMLElement): MapColours {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const rgb = (token: string): string => {
    probe.style.color = `var(${token})`;
    const { color } = getComputedStyle(probe);
    if (pen === null) return color;
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
    return `rgb(${red}, ${green}, ${blue})`;
  };
  const entries = Object.entries(TOKENS).map(([name, token]) => [name, rgb(token)]);
  probe.remove();
  return Object.fromEntries(entries) as MapColours;
}
