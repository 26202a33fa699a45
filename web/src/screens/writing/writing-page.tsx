import type { Result } from '@undertone/base/result';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { beforeReload } from '../../app/before-reload.ts';
import { createDraftKeeper } from '../../app/draft-keeper.ts';
import { t } from '../../app/i18n.ts';
import type { EntryId, SaveFailure } from '../../app/journal-port.ts';
import { now } from '../../app/now.ts';
import { saySaveFailure } from '../../app/save-failure-words.ts';
import { useServices } from '../../app/services-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { DraftDot } from './draft-dot.tsx';
import { LookForWords } from './look-for-words.tsx';
import './writing-page.css';

export interface WritingPageProps {
  /** Whose draft this is. */
  readonly of: EntryId | 'new';
  /** Names the page for those who do not see it. */
  readonly label: string;
  readonly placeholder?: string;
  /** What is there when no draft is. */
  readonly initialText?: string;
  readonly onKeep: (text: string) => Promise<Result<unknown, SaveFailure>>;
  /** Offered beside “Keep” when given. */
  readonly onLeave?: () => void;
}

/** The page is the interface: it grows, keeps its own draft, and has one act. */
export function WritingPage({ of, label, placeholder, initialText = '', onKeep, onLeave }: WritingPageProps) {
  const { journal } = useServices();
  const page = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(initialText);
  // Until the draft is here the page takes no letters: they would be saved over it.
  const [ready, setReady] = useState(false);
  const [unread, setUnread] = useState(false);
  const readAgain = useRef(() => {});
  const [keeping, setKeeping] = useState(false);
  const [failure, setFailure] = useState<SaveFailure | null>(null);
  const touched = useRef(false);
  const keeper = useMemo(
    () =>
      createDraftKeeper({
        save: (draft) => journal.saveDraft(of, { text: draft, mood: null, updatedAt: now.peek() }),
        setTimer: (run, delayMs) => window.setTimeout(run, delayMs),
        clearTimer: (timer) => window.clearTimeout(timer),
      }),
    [journal, of],
  );

  useEffect(() => {
    let gone = false;
    let loaded = false;
    const load = async () => {
      const draft = await journal.loadDraft(of);
      if (gone || loaded) return;
      setUnread(!draft.ok);
      if (!draft.ok) return;
      loaded = true;
      if (draft.value !== null) setText(draft.value.text);
      // So that the page says what is only in its memory, and tries again.
      if (draft.value?.isHeld === true) keeper.change(draft.value.text);
      setReady(true);
    };
    readAgain.current = () => void load();
    void load();
    /** Another tab may have written on: what it saved must not be saved over from here. */
    const isAtRest = () =>
      !gone && page.current?.readOnly === false && keeper.state.peek().kind === 'settled';
    const lookAgain = async () => {
      if (document.visibilityState === 'hidden') return;
      if (!loaded) return load();
      if (!isAtRest()) return;
      const draft = await journal.loadDraft(of);
      if (draft.ok && draft.value !== null && isAtRest()) setText(draft.value.text);
    };
    const look = () => void lookAgain();
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    if (of !== 'new') page.current?.focus();
    const flush = () => void keeper.flush();
    document.addEventListener('visibilitychange', flush);
    window.addEventListener('pagehide', flush);
    const release = beforeReload(() => keeper.flush());
    return () => {
      gone = true;
      release();
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [journal, keeper, of]);

  useLayoutEffect(() => {
    if (page.current !== null) growToContent(page.current);
  }, [text]);

  const keep = async () => {
    setKeeping(true);
    // A draft save still under way must not land after the page is cleared and bring it back.
    await keeper.flush();
    const kept = await onKeep(text);
    if (!kept.ok) {
      setFailure(kept.error);
      setKeeping(false);
      return;
    }
    keeper.discard();
    await journal.clearDraft(of);
    touched.current = false;
    setFailure(null);
    // In one go: a page that took letters before it is cleared would lose them.
    setText('');
    setKeeping(false);
  };

  const empty = text.trim() === '';
  return (
    <div>
      <div class="writing-page">
        <textarea
          ref={page}
          class="writing-page__paper written"
          aria-label={label}
          placeholder={placeholder}
          value={text}
          readOnly={!ready || keeping}
          rows={3}
          autoCapitalize="sentences"
          onInput={(event) => {
            touched.current = true;
            setText(event.currentTarget.value);
            keeper.change(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !empty) void keep();
          }}
        />
        {unread && (
          <Notice tone="trouble" title={t('writing.draftUnread')} urgent>
            <button type="button" class="button" onClick={() => readAgain.current()}>
              {t('app.tryAgain')}
            </button>
          </Notice>
        )}
        {failure !== null && (
          <Notice tone="trouble" title={t('save.failed')} urgent>
            <p>{saySaveFailure(failure)}</p>
          </Notice>
        )}
        <div class="writing-page__foot">
          <DraftDot state={keeper.state.value} blank={empty && !touched.current} />
          {onLeave !== undefined && (
            <button
              type="button"
              class="button button--quiet"
              onClick={() => {
                keeper.discard();
                void journal.clearDraft(of).then(onLeave);
              }}
            >
              {t('app.cancel')}
            </button>
          )}
          <button
            type="button"
            class="button button--primary"
            disabled={empty || keeping}
            onClick={() => void keep()}
          >
            {t('writing.keep')}
          </button>
        </div>
      </div>
      <LookForWords of={of} text={text} />
    </div>
  );
}

/** For browsers without `field-sizing: content`. */
function growToContent(page: HTMLTextAreaElement): void {
  if (globalThis.CSS?.supports?.('field-sizing', 'content')) return;
  page.style.height = 'auto';
  page.style.height = `${page.scrollHeight}px`;
}
