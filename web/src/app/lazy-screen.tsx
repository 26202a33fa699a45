import type { ComponentType } from 'preact';
import { Notice } from '../ui/notice.tsx';
import { SlowWords } from '../ui/slow-words.tsx';
import { HelpLink } from './help-link.tsx';
import { t } from './i18n.ts';
import { createOnDemand } from './on-demand.ts';

/**
 * A screen whose code and words come when it is first asked for; offline they come from the service worker's cache.
 * @param isAlone nothing stands around it: the way to help is beside the wait as well
 */
export function lazyScreen<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { isAlone = false }: { readonly isAlone?: boolean } = {},
): ComponentType<Props> {
  const useLoaded = createOnDemand(load);
  return function LazyScreen(props: Props) {
    const screen = useLoaded();
    if (screen.kind === 'loaded') return <screen.value {...props} />;
    return (
      <>
        <h1 class="visually-hidden">Undertone</h1>
        {screen.kind === 'loading' ? (
          <>
            <SlowWords text={t('app.loadingScreen')} />
            {isAlone && <HelpLink class="button button--quiet" />}
          </>
        ) : (
          <Notice tone="trouble" title={t('app.screenMissing')} urgent>
            <p>{t('app.screenMissing.safe')}</p>
            <button type="button" class="button" onClick={screen.retry}>
              {t('app.tryAgain')}
            </button>
            <HelpLink class="button button--quiet" />
          </Notice>
        )}
      </>
    );
  };
}

/** A part of a screen, likewise; without it the rest of the screen stands. */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const useLoaded = createOnDemand(load);
  return function LazyPart(props: Props) {
    const part = useLoaded();
    if (part.kind === 'loaded') return <part.value {...props} />;
    return part.kind === 'loading' ? (
      <SlowWords text={t('app.loadingScreen')} />
    ) : (
      <button type="button" class="button button--quiet" onClick={part.retry}>
        {t('app.tryAgain')}
      </button>
    );
  };
}
