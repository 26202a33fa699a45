import { Play, Trash2 } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { OpenAttachmentFailure } from '../../app/attachments-port.ts';
import { formatBytes } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import type { AttachmentRef, Entry } from '../../app/journal-port.ts';
import { saySaveFailure } from '../../app/save-failure-words.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import './kept-recording.css';

type Playback =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening'; readonly share: number }
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'failed'; readonly failure: Exclude<OpenAttachmentFailure, 'cancelled'> };

/** A recording that was kept: its seal is opened only to listen, and the sound leaves memory with the screen. */
export function KeptRecording({
  entry,
  attachment,
}: {
  readonly entry: Entry;
  readonly attachment: AttachmentRef;
}) {
  const { attachments } = useServices();
  const [playback, setPlayback] = useState<Playback>({ kind: 'closed' });
  const stop = useRef<AbortController | null>(null);
  const url = playback.kind === 'open' ? playback.url : null;

  useEffect(() => () => stop.current?.abort(), []);
  useEffect(() => () => void (url !== null && URL.revokeObjectURL(url)), [url]);

  const listen = async () => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setPlayback({ kind: 'opening', share: 0 });
    const opened = await attachments.open(entry.id, attachment, {
      signal,
      onProgress: (share) => setPlayback({ kind: 'opening', share }),
    });
    if (signal.aborted) return;
    if (opened.ok) setPlayback({ kind: 'open', url: URL.createObjectURL(opened.value) });
    else if (opened.error !== 'cancelled') setPlayback({ kind: 'failed', failure: opened.error });
  };

  const remove = async () => {
    const removed = await attachments.remove(entry.id, attachment.id);
    showSnack(
      removed.ok
        ? {
            text: t('recording.deleted'),
            action: {
              label: t('app.undo'),
              run: () => void attachments.restore(entry.id, attachment),
            },
          }
        : { text: saySaveFailure(removed.error) },
    );
  };

  const place = attachments.places.value.get(attachment.id) ?? 'elsewhere';
  return (
    <section class="card kept-recording" aria-label={t('recording.title')}>
      <h2>{t('recording.title')}</h2>
      <p class="small muted">
        {t('recording.size', {
          seconds: Math.round(attachment.seconds),
          size: formatBytes(attachment.bytes),
        })}
        . {t(`recording.place.${place}`)}.
      </p>
      {playback.kind === 'open' && (
        <audio
          class="kept-recording__player"
          controls
          autoPlay
          src={playback.url}
          aria-label={t('recording.player', { time: entry.localTime })}
        />
      )}
      {playback.kind === 'opening' && (
        <Progress
          label={t('recording.opening')}
          done={playback.share}
          total={playback.share === 0 ? null : 1}
        />
      )}
      {playback.kind === 'failed' && (
        <Notice tone="trouble" title={t('recording.notOpened')} urgent>
          <p>{t(`openFailure.${playback.failure}`)}</p>
        </Notice>
      )}
      <div class="row">
        {(playback.kind === 'closed' || playback.kind === 'failed') && (
          <button type="button" class="button" onClick={() => void listen()}>
            <Icon of={Play} />
            {t('recording.play')}
          </button>
        )}
        <button type="button" class="button button--quiet" onClick={() => void remove()}>
          <Icon of={Trash2} />
          {t('recording.delete')}
        </button>
      </div>
    </section>
  );
}
