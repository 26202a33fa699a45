import { useState } from 'preact/hooks';
import { t } from './i18n.ts';
import { useServices } from './services-context.ts';
import './update-bar.css';

/** Offered, never forced: a reload in the middle of a sentence would be ours to regret. */
export function UpdateBar() {
  const { update } = useServices();
  const [applying, setApplying] = useState(false);
  if (!update.waiting.value) return null;
  return (
    <div class="update-bar" role="status">
      <span>{t('update.ready')}</span>
      <button
        type="button"
        class="button"
        disabled={applying}
        onClick={() => {
          setApplying(true);
          void update.apply();
        }}
      >
        {t('update.reload')}
      </button>
    </div>
  );
}
