import { signal, type ReadonlySignal } from '@preact/signals';

/** Room for the timeline as a second pane. */
export const hasTwoPanes = follow('(min-width: 64rem)');

function follow(query: string): ReadonlySignal<boolean> {
  const list = window.matchMedia(query);
  const matches = signal(list.matches);
  list.addEventListener('change', () => {
    matches.value = list.matches;
  });
  return matches;
}
