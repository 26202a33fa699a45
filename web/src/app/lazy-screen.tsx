import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Notice } from '../ui/notice.tsx';
import { SlowWords } from '../ui/slow-words.tsx';
import { t } from './i18n.ts';

/** A screen whose code comes when it is first asked for; offline it comes from the service worker's cache. */
export function lazyScreen<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  return function LazyScreen(props: Props) {
    const [state, setState] = useState<'loading' | 'loaded' | 'failed'>(
      loaded === null ? 'loading' : 'loaded',
    );
    useEffect(() => {
      if (state !== 'loading') return;
      load().then(
        (screen) => {
          loaded = screen;
          setState('loaded');
        },
        () => setState('failed'),
      );
    }, [state]);
    if (loaded !== null) {
      const Loaded = loaded;
      return <Loaded {...props} />;
    }
    return (
      <>
        <h1 class="visually-hidden">Undertone</h1>
        {state === 'loading' ? (
          <SlowWords text={t('app.loadingScreen')} />
        ) : (
          <Notice tone="trouble" title={t('app.screenMissing')} urgent>
            <p>{t('app.screenMissing.safe')}</p>
            <button type="button" class="button" onClick={() => setState('loading')}>
              {t('app.tryAgain')}
            </button>
          </Notice>
        )}
      </>
    );
  };
}
