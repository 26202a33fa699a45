import { Check, ChevronDown, CircleDashed } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { formatAgo } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { now } from '../../app/now.ts';
import { useServices } from '../../app/services-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { judgeSafety, type SafetyCheck } from './safety-checks.ts';
import './safety-meter.css';

/** How safe this journal is from loss, with the act that mends each gap. One quiet line when all is well. */
export function SafetyMeter() {
  const { safety, sync, account, journal, attachments } = useServices();
  const checks = judgeSafety({
    safety: safety.state.value,
    unsynced: sync.unsyncedCount.value,
    unsentRecordings: [...attachments.places.value.values()].filter((place) => place !== 'stored').length,
    hasAccount: account.state.value.kind !== 'local-only',
    entries: journal.entries.value.length,
    now: now.value,
  });
  const gaps = checks.filter(({ well }) => !well).length;
  return (
    <details class="safety-meter">
      <summary class="safety-meter__summary">
        <Icon of={gaps === 0 ? Check : CircleDashed} size={16} />
        <span>{gaps === 0 ? t('safety.well') : t('safety.gaps', { count: gaps })}</span>
        <Icon of={ChevronDown} size={16} />
      </summary>
      <ul class="safety-meter__checks">
        {checks.map((check) => (
          <li key={check.id} class="safety-meter__check">
            <Icon of={check.well ? Check : CircleDashed} />
            <span class="safety-meter__words">{wordsFor(check)}</span>
            {!check.well && <Act check={check} />}
          </li>
        ))}
      </ul>
    </details>
  );
}

function wordsFor(check: SafetyCheck): string {
  switch (check.id) {
    case 'installed':
      if (check.well) return t('safety.installed');
      return check.possible ? t('safety.notInstalled') : t('safety.installByHand');
    case 'persisted':
      return check.well ? t('safety.persisted') : t('safety.notPersisted');
    case 'synced':
      if (check.unsynced === null) return t('safety.noAccount');
      return check.well ? t('safety.synced') : t('safety.unsynced', { count: check.unsynced });
    case 'recordings':
      return t('safety.recordings', { count: check.unsent });
    case 'backup':
      return check.lastAt === null
        ? t('safety.noBackup')
        : t('safety.backup', { ago: formatAgo(check.lastAt, now.value) });
  }
}

function Act({ check }: { readonly check: SafetyCheck }): ComponentChildren {
  const { safety, sync } = useServices();
  switch (check.id) {
    case 'installed':
      return check.possible ? (
        <button type="button" class="button" onClick={() => void safety.install()}>
          {t('safety.install')}
        </button>
      ) : null;
    case 'persisted':
      return (
        <button type="button" class="button" onClick={() => void safety.askPersistence()}>
          {t('safety.persist')}
        </button>
      );
    case 'synced':
      return check.unsynced === null ? (
        <a class="button" href="/account/sign-up">
          {t('account.signUp')}
        </a>
      ) : (
        <button type="button" class="button" onClick={() => void sync.syncNow()}>
          {t('safety.syncNow')}
        </button>
      );
    case 'recordings':
      // They go up by themselves; one that the server refused is mended at its entry.
      return null;
    case 'backup':
      return (
        <a class="button" href="/settings/backup">
          {t('safety.saveBackup')}
        </a>
      );
  }
}
