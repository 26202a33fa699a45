import type { Result } from '@undertone/base/result';
import { useState } from 'preact/hooks';
import type { ApiFailure } from '../../app/call-api.ts';
import { t } from '../../app/i18n.ts';
import { localDateOf, now } from '../../app/now.ts';
import { saveFile } from '../../app/save-file.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { ServerTrouble } from '../server/server-trouble.tsx';
import './activity.css';

/** The record as a file that proves itself, the keys to check it with, and how. */
export function SignedRecord({ load }: { readonly load: () => Promise<Result<unknown, ApiFailure>> }) {
  const { callApi } = useServices();
  const [failure, setFailure] = useState<ApiFailure | null>(null);

  const take = async (what: 'record' | 'keys') => {
    const loaded = what === 'record' ? await load() : await callApi('auditKeys', {});
    setFailure(loaded.ok || loaded.error.code === 'step-up-required' ? null : loaded.error);
    if (!loaded.ok) return;
    const content = new Blob([JSON.stringify(loaded.value, null, 1)], { type: 'application/json' });
    saveFile(content, `undertone-${what}-${localDateOf(now.value)}.json`);
    showSnack({ text: t('record.taken') });
  };

  return (
    <section class="section" aria-labelledby="signed-record">
      <h2 id="signed-record" class="section__title">
        {t('record.title')}
      </h2>
      <p class="small muted">{t('record.what')}</p>
      {failure !== null && <ServerTrouble failure={failure} />}
      <div class="event__acts">
        <button type="button" class="button" onClick={() => void take('record')}>
          {t('record.take')}
        </button>
        <button type="button" class="button button--quiet" onClick={() => void take('keys')}>
          {t('record.keys')}
        </button>
      </div>
      <details class="record__how">
        <summary class="record__summary">{t('record.how')}</summary>
        <p>{t('record.how.steps')}</p>
      </details>
    </section>
  );
}
