import { formatMoment } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import type { Entry } from '../../app/journal-port.ts';
import { saySaveFailure } from '../../app/save-failure-words.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { Notice } from '../../ui/notice.tsx';
import { textEdit } from './edit-text.ts';
import './version-choice.css';

/** Two devices wrote one entry from the same start. Both texts are here until the person chooses. */
export function VersionChoice({ entry }: { readonly entry: Entry }) {
  const { journal } = useServices();
  const versions = [
    { text: entry.text, savedAt: entry.editedAt ?? entry.createdAt, from: t('versions.here') },
    ...entry.otherVersions.map((version) => ({ ...version, from: t('versions.other') })),
  ];
  const settle = async (text: string) => {
    const saved = await journal.edit(entry.id, { ...textEdit(entry, text), settleVersions: true });
    showSnack({ text: saved.ok ? t('versions.settled') : saySaveFailure(saved.error) });
  };
  return (
    <Notice title={t('versions.title')}>
      <p>{t('versions.safe')}</p>
      {versions.map((version) => (
        <article key={`${version.from} ${version.savedAt} ${version.text.length}`} class="version-choice">
          <h2 class="fine muted">
            {version.from} · {formatMoment(version.savedAt)}
          </h2>
          <div class="written">{version.text}</div>
          <button type="button" class="button" onClick={() => void settle(version.text)}>
            {t('versions.keepThis')}
          </button>
        </article>
      ))}
      <button
        type="button"
        class="button button--primary"
        onClick={() => void settle(versions.map(({ text }) => text).join('\n\n'))}
      >
        {t('versions.keepBoth')}
      </button>
    </Notice>
  );
}
