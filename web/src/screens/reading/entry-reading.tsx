import { useRef } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { lazyPart } from '../../app/lazy-screen.tsx';
import type { Entry } from '../../app/journal-port.ts';
import { useServices } from '../../app/services-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { SlowWords } from '../../ui/slow-words.tsx';
import { useEntryReading, type EntryReadingState } from './use-entry-reading.ts';

const ReadingCard = lazyPart(async () => (await import('./reading-card.tsx')).ReadingCard);

/**
 * An entry's reading in whatever state it is: waited for with real figures, failed with what is safe, or there. What a
 * voice or a face gave stands meanwhile.
 */
export function EntryReading({ entry, fresh = false }: { readonly entry: Entry; readonly fresh?: boolean }) {
  const state = useEntryReading(entry);
  const arriving = useRef(false);
  if (state.kind === 'reading') arriving.current = true;
  return (
    <>
      <WordsState state={state} />
      {entry.scores.length > 0 && <ReadingCard entry={entry} arriving={fresh || arriving.current} />}
    </>
  );
}

function WordsState({ state }: { readonly state: EntryReadingState }) {
  const { reader } = useServices();
  const status = reader.status.value;
  switch (state.kind) {
    case 'nothing-to-read':
    case 'read':
      return null;
    case 'reading':
      return (
        <section class="card" aria-label={t('reading.title')}>
          {status.kind === 'loading' ? (
            <Progress
              label={t('reading.fetching')}
              done={status.loadedBytes}
              total={status.totalBytes}
              bytes
            />
          ) : (
            <SlowWords text={t('reading.reading')} />
          )}
        </section>
      );
    case 'failed':
      return (
        <Notice tone="trouble" title={t(`readFailure.${state.failure}`)} urgent>
          <p>{t('readFailure.safe')}</p>
          <p>{t(`readFailure.${state.failure}.do`)}</p>
          {state.failure !== 'no-webassembly' && (
            <button type="button" class="button" onClick={state.retry}>
              {t('app.tryAgain')}
            </button>
          )}
        </Notice>
      );
  }
}
