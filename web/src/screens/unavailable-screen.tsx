import { useEffect, useState } from 'preact/hooks';
import { HelpLink } from '../app/help-link.tsx';
import { t } from '../app/i18n.ts';
import type { JournalStatus } from '../app/journal-port.ts';
import { localDateOf, now } from '../app/now.ts';
import { saveFile } from '../app/save-file.ts';
import { Notice } from '../ui/notice.tsx';
import { Screen } from '../ui/screen.tsx';

type Reason = Extract<JournalStatus, { kind: 'unavailable' }>['reason'];

/** No storage here: said plainly, with a page that lives in memory and a file as the way out for its words. */
export function UnavailableScreen({ reason }: { readonly reason: Reason }) {
  const [text, setText] = useState('');
  const unsaved = text.trim() !== '';

  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);

  if (reason === 'newer-schema') {
    return (
      <main>
        <Screen title={t('unavailable.newer-schema')}>
          <p>{t('unavailable.newer-schema.do')}</p>
          <p class="row">
            <button type="button" class="button button--primary" onClick={() => window.location.reload()}>
              {t('crash.reload')}
            </button>
            <HelpLink class="button" />
          </p>
        </Screen>
      </main>
    );
  }
  return (
    <main>
      <Screen title={t('unavailable.title')}>
        <Notice tone="trouble" title={t(`unavailable.${reason}`)}>
          <p>{t(`unavailable.${reason}.do`)}</p>
        </Notice>
        <p>
          <HelpLink class="button" />
        </p>
        <section class="section" aria-labelledby="memory-page">
          <h2 id="memory-page" class="section__title">
            {t('unavailable.write')}
          </h2>
          <p class="small muted">{t('unavailable.nothingKept')}</p>
          <textarea
            class="field__input written"
            aria-labelledby="memory-page"
            rows={8}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <p>
            <button
              type="button"
              class="button button--primary"
              disabled={!unsaved}
              onClick={() =>
                saveFile(new Blob([text], { type: 'text/plain' }), `undertone-${localDateOf(now.value)}.txt`)
              }
            >
              {t('unavailable.saveFile')}
            </button>
          </p>
        </section>
      </Screen>
    </main>
  );
}
