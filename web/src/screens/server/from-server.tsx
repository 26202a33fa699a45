import type { Result } from '@undertone/base/result';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiFailure } from '../../app/call-api.ts';
import { t } from '../../app/i18n.ts';
import { ServerTrouble } from './server-trouble.tsx';

/** What is loaded when it is looked at: while it comes, when it does not, and when it is there. */
export function FromServer<Value>({
  load,
  otherwise,
  children,
}: {
  readonly load: () => Promise<Result<Value, ApiFailure>>;
  /** What to show for a failure that says something of its own; nothing falsy. */
  readonly otherwise?: (failure: ApiFailure) => ComponentChildren;
  /** Also told how to load anew, after something of it was changed. */
  readonly children: (value: Value, reload: () => Promise<void>) => ComponentChildren;
}) {
  const [loaded, setLoaded] = useState<Result<Value, ApiFailure> | null>(null);
  const lastLoad = useRef(0);
  const reload = async () => {
    const mine = ++lastLoad.current;
    const reply = await load();
    // Of two that are under way, the later one knows more, whichever is answered first.
    if (mine === lastLoad.current) setLoaded(reply);
  };
  useEffect(() => void reload(), []);
  if (loaded === null) {
    return (
      <p class="muted" role="status">
        {t('app.loadingScreen')}
      </p>
    );
  }
  if (!loaded.ok) {
    const retry = () => {
      setLoaded(null);
      void reload();
    };
    return <>{otherwise?.(loaded.error) || <ServerTrouble failure={loaded.error} onRetry={retry} />}</>;
  }
  return <>{children(loaded.value, reload)}</>;
}
