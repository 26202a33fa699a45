import { CloudOff, RefreshCw, TriangleAlert, type LucideIcon } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { Icon } from '../ui/icon.tsx';
import { t } from './i18n.ts';
import { route } from './navigation.ts';
import { now } from './now.ts';
import { useServices } from './services-context.ts';
import './status-line.css';

/** One quiet line about the connection, and nothing at all while there is nothing to say. */
export function StatusLine() {
  const { sync, account } = useServices();
  const accountState = account.state.value;
  const state = sync.state.value;
  const waiting = sync.unsyncedCount.value;

  // There the session is the subject of the whole screen.
  if (route.value.screen === 'account') return null;

  const owesFactor = accountState.kind === 'session-expired' && accountState.owesSecondFactor === true;
  if (
    accountState.kind === 'session-expired' ||
    (state.kind === 'stopped' && state.reason === 'session-expired')
  ) {
    return (
      <Line icon={TriangleAlert} urgent>
        {t(owesFactor ? 'status.stopped.second-factor' : 'status.stopped.session-expired')}{' '}
        <a href="/account/sign-in">{t('account.signIn')}</a>
      </Line>
    );
  }
  const retry = (
    <button type="button" class="status-line__act" onClick={() => void sync.syncNow()}>
      {t('status.retryNow')}
    </button>
  );
  switch (state.kind) {
    case 'off':
    case 'idle':
      return null;
    // Also said of a server that cannot be reached while the network stands: hence a way to try.
    case 'offline':
      return (
        <Line icon={CloudOff}>
          {waiting === 0 ? t('status.offline') : t('status.offlineWaiting', { count: waiting })} {retry}
        </Line>
      );
    case 'exchanging':
      return state.total !== null && state.total > 50 ? (
        <Line icon={RefreshCw}>{t('status.exchanging', { done: state.done, total: state.total })}</Line>
      ) : null;
    case 'waiting':
      return (
        <Line icon={CloudOff}>
          {t('status.retrying', { seconds: Math.max(1, Math.round((state.retryAt - now.value) / 1000)) })}{' '}
          {retry}
        </Line>
      );
    case 'stopped':
      return (
        <Line icon={TriangleAlert} urgent>
          {t(`status.stopped.${state.reason}`)}
        </Line>
      );
  }
}

function Line({
  icon,
  urgent = false,
  children,
}: {
  readonly icon: LucideIcon;
  readonly urgent?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <div class={`status-line${urgent ? ' status-line--urgent' : ''}`} role="status">
      <Icon of={icon} size={16} />
      <span>{children}</span>
    </div>
  );
}
