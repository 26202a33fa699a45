import { formatMoment } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import type { Entry } from '../../app/journal-port.ts';
import { saySaveFailure } from '../../app/save-failure-words.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { textEdit } from './edit-text.ts';
import './entry-history.css';

/** Earlier texts, each to be read and brought back. Bringing one back is an edit like any other, so nothing is lost. */
export function EntryHistory({ entry }: { readonly entry: Entry }) {
  const { journal } = useServices();
  const restore = async (text: string) => {
    const saved = await journal.edit(entry.id, textEdit(entry, text));
    showSnack({ text: saved.ok ? t('history.restored') : saySaveFailure(saved.error) });
  };
  return (
    <section class="section" aria-labelledby="entry-history">
      <h2 id="entry-history" class="section__title">
        {t('history.title')}
      </h2>
      <div class="rows">
        {entry.revisions.map((revision) => (
          <details key={`${revision.savedAt} ${revision.text.length}`} class="entry-history__version">
            <summary class="entry-history__summary">
              <span>{formatMoment(revision.savedAt)}</span>
              <span class="entry-history__start">{revision.text}</span>
            </summary>
            <div class="written">{revision.text}</div>
            <button type="button" class="button" onClick={() => void restore(revision.text)}>
              {t('history.restore')}
            </button>
          </details>
        ))}
      </div>
    </section>
  );
}
