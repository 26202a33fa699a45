import { useSignal, type Signal } from '@preact/signals';
import { err } from '@undertone/base/result';
import { useEffect, useId } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { useServices } from '../../../app/services-context.ts';
import { useLatest } from '../../../ui/use-latest.ts';
import type { DetailedMap, KnownMap } from './detailed-map.ts';

export interface DetailSwitchProps {
  /** A map of streets needs WebGL. */
  readonly canDraw: boolean;
  /** `null`: off, as it is at first. */
  readonly detail: Signal<DetailedMap | null>;
}

/**
 * Streets and names, where the deployment keeps them. Asking whether it does says nothing of a place; what switching
 * them on says is written beside the switch, and it is off again the next time.
 */
export function DetailSwitch({ canDraw, detail }: DetailSwitchProps) {
  const { callApi } = useServices();
  const known = useSignal<KnownMap | null>(null);
  const state = useSignal<'rest' | 'opening' | 'failed'>('rest');
  const id = useId();

  useEffect(() => {
    const leaving = new AbortController();
    void callApi('map', {}, { anonymous: true, signal: leaving.signal }).then((reply) => {
      if (reply.ok) known.value = reply.value.map;
    });
    return () => leaving.abort();
  }, []);

  const begin = useLatest();
  const turn = async (on: boolean) => {
    const isLatest = begin();
    const map = known.peek();
    if (!on || map === null) {
      detail.value = null;
      state.value = 'rest';
      return;
    }
    state.value = 'opening';
    const fail = () => {
      if (isLatest() && state.peek() === 'rest') state.value = 'failed';
    };
    const opened = await import('./detailed-map.ts').then(
      ({ openDetailedMap }) => openDetailedMap(callApi, map, fail),
      () => err('unreachable' as const),
    );
    // Switched off, or off and on again, while it came: the person's last word holds.
    if (!isLatest()) return;
    detail.value = opened.ok ? opened.value : null;
    state.value = opened.ok ? 'rest' : 'failed';
  };

  if (known.value === null) return null;
  if (!canDraw) return <p class="small muted">{t('careMap.detail.noGl')}</p>;
  return (
    <div class="stack stack--tight">
      <label class="switch">
        <span class="rows__title">{t('careMap.detail')}</span>
        <input
          type="checkbox"
          role="switch"
          class="switch__control"
          checked={detail.value !== null || state.value === 'opening'}
          aria-describedby={id}
          onChange={(event) => void turn(event.currentTarget.checked)}
        />
      </label>
      <p id={id} class="small muted">
        {t('careMap.detail.reveals')}
      </p>
      {state.value === 'failed' && <p role="status">{t('careMap.detail.missing')}</p>}
    </div>
  );
}
