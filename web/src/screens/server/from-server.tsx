import type { Result } from '@undertone/base/result';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ApiFailure } from '../../app/call-api.ts';
import { t } from '../../app/i18n.ts';
import { useLatest } from '../../ui/use-latest.ts';
import { ServerTrouble } from './server-trouble.tsx';

/**
 * What is loaded when it is looked at: while it comes, when it does not, and when it is there. A later load that fails
 * takes nothing away: what is on the screen may be shown this once, as codes and tokens are.
 */
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
  const [value, setValue] = useState<{ readonly of: Value } | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const begin = useLatest();
  const reload = async () => {
    const isLatest = begin();
    const reply = await load();
    // Of two that are under way, the later one knows more, whichever is answered first.
    if (!isLatest()) return;
    if (reply.ok) setValue({ of: reply.value });
    setFailure(reply.ok ? null : reply.error);
  };
  useEffect(() => void reload(), []);
  const retry = () => {
    setFailure(null);
    void reload();
  };
  const trouble = failure !== null && (
    <>{otherwise?.(failure) || <ServerTrouble failure={failure} onRetry={retry} />}</>
  );
  if (value === null) {
    return (
      trouble || (
        <p class="muted" role="status">
          {t('app.loadingScreen')}
        </p>
      )
    );
  }
  return (
    <>
      {trouble}
      <>{children(value.of, reload)}</>
    </>
  );
}
