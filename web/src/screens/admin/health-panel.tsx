import type { ApiReply } from '../../app/call-api.ts';
import { formatCount } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { Notice } from '../../ui/notice.tsx';
import { Facts } from '../reading/facts.tsx';

const SLOW_DATABASE_MS = 500;

/** How the deployment is: sums, and what of them wants someone to look. */
export function HealthPanel({
  health,
  onLookAgain,
}: {
  readonly health: ApiReply<'deploymentHealth'>;
  readonly onLookAgain: () => Promise<void>;
}) {
  return (
    <section class="section" aria-labelledby="health">
      <h2 id="health" class="section__title">
        {t('health.title')}
      </h2>
      <Troubles health={health} />
      <Facts
        facts={[
          [t('health.version'), health.version],
          [t('health.database'), t('health.milliseconds', { count: formatCount(health.databaseMs) })],
          [t('health.accounts'), formatCount(health.accounts)],
          [t('health.accountsLocked'), formatCount(health.accountsLocked)],
          [t('health.accountsLeaving'), formatCount(health.accountsLeaving)],
          [t('health.sessions'), formatCount(health.sessions)],
          [t('health.noticesWaiting'), formatCount(health.noticesWaiting)],
          [t('health.noticesFailed'), formatCount(health.noticesFailed)],
          [t('health.securityEventsOpen'), formatCount(health.securityEventsOpen)],
        ]}
      />
      <p class="row">
        <button type="button" class="button" onClick={() => void onLookAgain()}>
          {t('health.again')}
        </button>
      </p>
    </section>
  );
}

function Troubles({ health }: { readonly health: ApiReply<'deploymentHealth'> }) {
  const troubles = [
    health.databaseMs > SLOW_DATABASE_MS && t('health.trouble.database'),
    health.noticesFailed > 0 && t('health.trouble.notices', { count: health.noticesFailed }),
    health.securityEventsOpen > 0 && t('health.trouble.events', { count: health.securityEventsOpen }),
  ].filter((words) => words !== false);
  if (troubles.length === 0) return <p>{t('health.well')}</p>;
  return (
    <Notice tone="trouble" title={t('health.trouble')}>
      <ul>
        {troubles.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Notice>
  );
}
