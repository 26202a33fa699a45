import type { SessionInfo } from '@undertone/contract/session';
import { Laptop, Smartphone, Terminal } from 'lucide-preact';
import { formatAgo, formatList } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { now } from '../../app/now.ts';
import { Icon } from '../../ui/icon.tsx';
import './session-row.css';

const MOBILE = /iPhone|Android/;

/** One browser or program, when it was last here, and the end of it. */
export function SessionRow({
  session,
  onEnd,
}: {
  readonly session: SessionInfo;
  readonly onEnd: () => void;
}) {
  const { kind, scopes, isCurrent } = session;
  const name = session.label === '' ? t('devices.unknown') : session.label;
  const lastSeen = formatAgo(Date.parse(session.lastSeenAt), now.value);
  const picture = kind === 'api' ? Terminal : MOBILE.test(name) ? Smartphone : Laptop;
  return (
    <li class="session-row">
      <Icon of={picture} />
      <span class="rows__text">
        <span class="rows__title">{name}</span>
        <span class="rows__note">
          {isCurrent ? t('devices.this') : t('devices.lastSeen', { ago: lastSeen })}
        </span>
        {scopes !== null && (
          <span class="rows__note">{formatList(scopes.map((scope) => t(`scope.${scope}`)))}</span>
        )}
      </span>
      {!isCurrent && (
        <button
          type="button"
          class="button button--quiet"
          aria-label={t('devices.end.named', { name })}
          onClick={onEnd}
        >
          {t('devices.end')}
        </button>
      )}
    </li>
  );
}
