import { signal } from '@preact/signals';
import { parseRoute, pathTo, type Route } from './routes.ts';

/** Where the person is. One place, shared by the whole window, as the address bar is. */
export const route = signal<Route>({ screen: 'today' });

/** Grows with every move inside the app; 0 while the first screen is showing, whose focus is the browser's. */
export const moves = signal(0);

export function go(
  to: Exclude<Route, { screen: 'not-found' }>,
  options: { readonly replace?: boolean } = {},
): void {
  show(pathTo(to), options.replace === true ? 'replaceState' : 'pushState');
}

/** Takes over plain clicks on our own links and the browser's back and forward. */
export function followAddress(window: Window): () => void {
  route.value = parseRoute(window.location.pathname);
  const onPop = () => {
    moves.value++;
    route.value = parseRoute(window.location.pathname);
  };
  const onClick = (event: MouseEvent) => {
    const path = ownPath(event, window);
    if (path === null) return;
    event.preventDefault();
    show(path, path === window.location.pathname ? 'replaceState' : 'pushState');
  };
  window.addEventListener('popstate', onPop);
  window.document.addEventListener('click', onClick);
  return () => {
    window.removeEventListener('popstate', onPop);
    window.document.removeEventListener('click', onClick);
  };
}

function show(path: string, how: 'pushState' | 'replaceState'): void {
  history[how](null, '', path);
  moves.value++;
  route.value = parseRoute(path);
  window.scrollTo(0, 0);
}

/** The path of a left click on a link of ours, or `null` when the browser should deal with it. */
function ownPath(event: MouseEvent, window: Window): string | null {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  ) {
    return null;
  }
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.target !== '' || link.hasAttribute('download')) return null;
  const to = new URL(link.href, window.location.href);
  if (
    to.origin !== window.location.origin ||
    to.hash !== '' ||
    parseRoute(to.pathname).screen === 'not-found'
  )
    return null;
  return to.pathname;
}
