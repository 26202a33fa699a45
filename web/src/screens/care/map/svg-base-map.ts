import type { BaseMap, BaseMapParts } from './base-map.ts';
import { moveBy, onSquare, worldPx, zoomBy, type Point, type Size, type View } from './mercator.ts';
import type { Position, WorldOutlines } from './world-outlines.ts';

const NAMESPACE = 'http://www.w3.org/2000/svg';

/** Steps along the world's side in the drawing's own units: whole numbers keep the path short. */
const UNITS = 100_000;

/** One notch of a wheel, about. */
const WHEEL_PX_PER_STEP = 240;

/** Coasts and borders where there is no WebGL. `null`: there are no outlines either, and what stands over them stands alone. */
export function startSvgBaseMap(outlines: WorldOutlines | null, parts: BaseMapParts): BaseMap {
  const { container } = parts;
  const svg = document.createElementNS(NAMESPACE, 'svg');
  svg.setAttribute('class', 'care-map__drawing');
  svg.setAttribute('aria-hidden', 'true');
  if (outlines !== null) {
    const land = drawPath('care-map__land', outlines.land.flat(), true);
    const borders = drawPath('care-map__borders', outlines.borders, false);
    // The world goes on at its edges.
    for (const shift of [0, -UNITS, UNITS]) {
      const copy = document.createElementNS(NAMESPACE, 'g');
      copy.setAttribute('transform', `translate(${shift} 0)`);
      copy.append(land.cloneNode(), borders.cloneNode());
      svg.append(copy);
    }
  }
  container.append(svg);

  let view = parts.view;
  const sizeNow = (): Size => ({ width: container.clientWidth, height: container.clientHeight });
  const draw = () => {
    const { width, height } = sizeNow();
    const perPx = UNITS / worldPx(view.zoom);
    const { x, y } = onSquare(view);
    const left = x * UNITS - (width / 2) * perPx;
    const top = y * UNITS - (height / 2) * perPx;
    svg.setAttribute('viewBox', `${left} ${top} ${width * perPx} ${height * perPx}`);
  };
  const show = (next: View) => {
    view = next;
    draw();
    parts.onView(view);
  };
  const stop = listenToHands(container, sizeNow, () => view, show);
  const resizing = new ResizeObserver(draw);
  resizing.observe(container);
  draw();
  parts.onDrawn();

  return {
    show,
    showDetail: () => undefined,
    recolour: () => undefined,
    destroy() {
      stop();
      resizing.disconnect();
      svg.remove();
    },
  };
}

function drawPath(name: string, lines: readonly Position[][], closed: boolean): SVGPathElement {
  const path = document.createElementNS(NAMESPACE, 'path');
  path.setAttribute('class', name);
  path.setAttribute(
    'd',
    lines
      .map((line) => {
        const points = line.map(([lon, lat]) => {
          const { x, y } = onSquare({ lat, lon });
          return `${Math.round(x * UNITS)} ${Math.round(y * UNITS)}`;
        });
        return `M${points.join('L')}${closed ? 'Z' : ''}`;
      })
      .join(''),
  );
  return path;
}

/** Pushing with one finger or the mouse, pinching with two, the wheel. */
function listenToHands(
  surface: HTMLElement,
  sizeNow: () => Size,
  viewNow: () => View,
  show: (view: View) => void,
): () => void {
  const fingers = new Map<number, Point>();
  const at = (event: MouseEvent): Point => {
    const { left, top } = surface.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const spread = () => {
    const [one, other] = [...fingers.values()];
    return one === undefined || other === undefined ? null : Math.hypot(one.x - other.x, one.y - other.y);
  };
  const press = (event: PointerEvent) => {
    fingers.set(event.pointerId, at(event));
    surface.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const apart = spread();
    const now = at(event);
    fingers.set(event.pointerId, now);
    const pushed = moveBy(viewNow(), {
      x: (before.x - now.x) / fingers.size,
      y: (before.y - now.y) / fingers.size,
    });
    const nowApart = spread();
    const steps = apart === null || nowApart === null ? 0 : Math.log2(nowApart / apart);
    show(Number.isFinite(steps) ? zoomBy(pushed, steps, sizeNow(), now) : pushed);
  };
  const lift = (event: PointerEvent) => fingers.delete(event.pointerId);
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    show(zoomBy(viewNow(), -event.deltaY / WHEEL_PX_PER_STEP, sizeNow(), at(event)));
  };
  const listening = new AbortController();
  const { signal } = listening;
  surface.addEventListener('pointerdown', press, { signal });
  surface.addEventListener('pointermove', move, { signal });
  surface.addEventListener('pointerup', lift, { signal });
  surface.addEventListener('pointercancel', lift, { signal });
  surface.addEventListener('wheel', wheel, { signal, passive: false });
  return () => listening.abort();
}
