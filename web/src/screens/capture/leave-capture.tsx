import { t } from '../../app/i18n.ts';
import type { EntryId } from '../../app/journal-port.ts';
import { pathTo, type KnownRoute } from '../../app/routes.ts';
import { BackLink } from '../../ui/back-link.tsx';

/** Back to where the capture was asked for. */
export function LeaveCapture({ entry }: { readonly entry: EntryId | null }) {
  return (
    <BackLink to={pathTo(originOf(entry))} name={entry === null ? t('tab.today') : t('capture.toEntry')} />
  );
}

export function originOf(entry: EntryId | null): KnownRoute {
  return entry === null ? { screen: 'today' } : { screen: 'entry', id: entry };
}
