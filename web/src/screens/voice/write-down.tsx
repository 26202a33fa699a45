import type { Transcript } from '@undertone/inference/speech/speech-to-text';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { VoiceClip, WriteDownFailure } from '../../app/capture-ports.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { LookForWords } from '../writing/look-for-words.tsx';
import './write-down.css';

type WritingStage =
  | { readonly kind: 'offered' }
  | { readonly kind: 'writing'; readonly share: number }
  | { readonly kind: 'written'; readonly isDoubtful: boolean }
  | { readonly kind: 'nothing-heard' }
  | { readonly kind: 'failed'; readonly failure: Exclude<WriteDownFailure, 'cancelled'> };

/** Turns the recording into words for the entry, at a tap, and lets the person change them before they are saved. */
export function WriteDown({
  clip,
  words,
  onWords,
}: {
  readonly clip: VoiceClip;
  readonly words: string;
  readonly onWords: (words: string) => void;
}) {
  const { speechWriter } = useServices();
  const id = useId();
  const [stage, setStage] = useState<WritingStage>({ kind: 'offered' });
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), []);
  const box = useFocusOnChange(stage.kind);

  const write = async () => {
    const controller = new AbortController();
    work.current = controller;
    setStage({ kind: 'writing', share: 0 });
    const written = await speechWriter.write(clip, {
      signal: controller.signal,
      onProgress: (share) => {
        if (!controller.signal.aborted) setStage({ kind: 'writing', share });
      },
    });
    if (controller.signal.aborted) return;
    if (written.ok) {
      onWords(written.value.text);
      setStage(stageOf(written.value));
    } else
      setStage(
        written.error === 'cancelled' ? { kind: 'offered' } : { kind: 'failed', failure: written.error },
      );
  };
  const backToOffer = () => {
    work.current?.abort();
    onWords('');
    setStage({ kind: 'offered' });
  };

  // What was begun is finished, even where the pack turned out to be gone meanwhile.
  if (stage.kind === 'offered' && !speechWriter.installed.value)
    return (
      <p class="small muted">
        {t('speech.notInstalled')} <a href="/settings/models">{t('speech.toModels')}</a>
      </p>
    );
  return (
    <section ref={box} class="card stack stack--tight" aria-labelledby={id} tabIndex={-1}>
      <h2 id={id}>{t('speech.title')}</h2>
      {stage.kind === 'offered' && (
        <>
          <div class="row">
            <button type="button" class="button" onClick={() => void write()}>
              {t('speech.write')}
            </button>
          </div>
          <p class="small muted">{t('speech.what')}</p>
        </>
      )}
      {stage.kind === 'writing' && (
        <>
          <Progress
            label={t(stage.share === 0 ? 'speech.opening' : 'speech.writing')}
            done={stage.share}
            total={stage.share === 0 ? null : 1}
          />
          <div class="row">
            <button type="button" class="button" onClick={backToOffer}>
              {t('app.cancel')}
            </button>
          </div>
        </>
      )}
      {stage.kind === 'written' && (
        <>
          <p id={`${id}-check`} role="status" class="small">
            {t(stage.isDoubtful ? 'speech.doubtful' : 'speech.check')}
          </p>
          <textarea
            class="write-down__words written"
            aria-label={t('speech.words')}
            aria-describedby={`${id}-check`}
            rows={4}
            autoCapitalize="sentences"
            value={words}
            onInput={(event) => onWords(event.currentTarget.value)}
          />
          <LookForWords of="new" text={words} />
          <div class="row">
            <button type="button" class="button button--quiet" onClick={backToOffer}>
              {t('speech.leaveOut')}
            </button>
          </div>
        </>
      )}
      {stage.kind === 'nothing-heard' && <p role="status">{t('speech.nothingHeard')}</p>}
      {stage.kind === 'failed' && <WritingFailed failure={stage.failure} onRetry={() => void write()} />}
    </section>
  );
}

function WritingFailed({
  failure,
  onRetry,
}: {
  readonly failure: Exclude<WriteDownFailure, 'cancelled'>;
  readonly onRetry: () => void;
}) {
  const isPackGone = failure === 'model-missing' || failure === 'model-corrupt';
  return (
    <>
      <Notice tone="trouble" title={t(`speechFailure.${failure}`)} urgent>
        <p>{t('speechFailure.stillHere')}</p>
      </Notice>
      <div class="row">
        {isPackGone && (
          <a class="button" href="/settings/models">
            {t('speech.toModels')}
          </a>
        )}
        {failure !== 'no-webassembly' && (
          <button type="button" class="button" onClick={onRetry}>
            {t('app.tryAgain')}
          </button>
        )}
      </div>
    </>
  );
}

function stageOf({ text, isDoubtful }: Transcript): WritingStage {
  return text === '' ? { kind: 'nothing-heard' } : { kind: 'written', isDoubtful };
}

/** The button that led to what is shown now is gone: the words take the focus, else the part that they stand in. */
function useFocusOnChange(kind: WritingStage['kind']) {
  const box = useRef<HTMLElement>(null);
  const before = useRef(kind);
  useEffect(() => {
    if (before.current === kind) return;
    before.current = kind;
    const words = box.current?.querySelector('textarea');
    (words ?? box.current)?.focus({ preventScroll: words === null });
  }, [kind]);
  return box;
}
