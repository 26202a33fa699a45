import { useState } from 'preact/hooks';
import { formatMoment } from './formats.ts';
import { t } from './i18n.ts';
import { useServices } from './services-context.ts';
import './update-bar.css';

/** While the account waits for its deletion: said everywhere, and taken back in one tap. */
export function DeletionBanner() {
  const { standing } = useServices();
  const [busy, setBusy] = useState(false);
  const at = standing.deletesAt.value;
  if (at === null) return null;
  return (
    <div class="update-bar" role="status">
      <span>{t('deletion.banner', { date: formatMoment(at) })}</span>
      <button
        type="button"
        class="button"
        disabled={busy}
        onClick={() => {
          setBusy(true);
          void standing.cancelDeletion().finally(() => setBusy(false));
        }}
      >
        {t('deletion.keep')}
      </button>
    </div>
  );
}
