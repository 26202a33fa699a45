import { useEffect, useState } from 'preact/hooks';
import { loadOnDemandWords } from './i18n.ts';

export type Loaded<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly value: Value }
  | { readonly kind: 'failed'; readonly retry: () => void };

/** Code that comes with its words when it is first asked for, and is there at once from then on. */
export function createOnDemand<Value>(load: () => Promise<Value>): () => Loaded<Value> {
  let arrived: { readonly value: Value } | null = null;
  return function useLoaded() {
    const [state, setState] = useState<'loading' | 'loaded' | 'failed'>(
      arrived === null ? 'loading' : 'loaded',
    );
    useEffect(() => {
      if (state !== 'loading') return;
      Promise.all([load(), loadOnDemandWords()]).then(
        ([value]) => {
          arrived = { value };
          setState('loaded');
        },
        () => setState('failed'),
      );
    }, [state]);
    if (arrived !== null) return { kind: 'loaded', value: arrived.value };
    return state === 'failed' ? { kind: 'failed', retry: () => setState('loading') } : { kind: 'loading' };
  };
}
