import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { language } from '../../../app/i18n.ts';
import { theme } from '../../../app/preferences.ts';
import { startBaseMap, type StartedMap } from './load-base-map.ts';
import type { Size, View } from './mercator.ts';

export interface BaseMapInUse {
  /** Where the drawing goes. */
  readonly container: RefObject<HTMLDivElement | null>;
  readonly view: ReadonlySignal<View>;
  readonly size: ReadonlySignal<Size>;
  /** `null` while its code comes. */
  readonly drawing: ReadonlySignal<StartedMap | null>;
  /** There is a picture to look at. */
  readonly isDrawn: ReadonlySignal<boolean>;
  show(view: View, how: 'jump' | 'glide'): void;
}

/** The drawing under the markers for as long as the component stands; what is shown is known before it has come. */
export function useBaseMap(first: View): BaseMapInUse {
  const container = useRef<HTMLDivElement>(null);
  const view = useSignal(first);
  const size = useSignal<Size>({ width: 0, height: 0 });
  const drawing = useSignal<StartedMap | null>(null);
  const isDrawn = useSignal(false);

  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    const measure = () => {
      size.value = { width: element.clientWidth, height: element.clientHeight };
    };
    measure();
    const resizing = new ResizeObserver(measure);
    resizing.observe(element);

    let gone = false;
    const start = (gl?: boolean) =>
      startBaseMap(
        () => ({
          container: element,
          view: view.peek(),
          language: language.peek(),
          onView: (next) => {
            view.value = next;
          },
          onDrawn: () => {
            isDrawn.value = true;
          },
          onFailure: () => {
            drawing.peek()?.map.destroy();
            drawing.value = null;
            element.replaceChildren();
            void start(false);
          },
        }),
        gl,
      ).then((started) => {
        if (gone) return started.map.destroy();
        started.map.show(view.peek(), 'jump');
        drawing.value = started;
      });
    void start();

    const dusk = matchMedia('(prefers-color-scheme: dark)');
    const recolour = () => drawing.peek()?.map.recolour();
    dusk.addEventListener('change', recolour);
    const stopTheme = theme.subscribe(recolour);
    return () => {
      gone = true;
      stopTheme();
      dusk.removeEventListener('change', recolour);
      resizing.disconnect();
      drawing.peek()?.map.destroy();
    };
  }, []);

  return {
    container,
    view,
    size,
    drawing,
    isDrawn,
    show(next, how) {
      const map = drawing.peek()?.map;
      if (map === undefined) view.value = next;
      else map.show(next, how);
    },
  };
}
