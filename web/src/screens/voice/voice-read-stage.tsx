import type { VoiceReading } from '@undertone/inference/voice/voice-reading';
import { useState } from 'preact/hooks';
import type { VoiceClip } from '../../app/capture-ports.ts';
import { t } from '../../app/i18n.ts';
import type { EntryId, SaveFailure } from '../../app/journal-port.ts';
import { useServices } from '../../app/services-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { NamedEmotions } from '../capture/named-emotions.tsx';
import { Stage } from '../capture/stage.tsx';
import { useSaveAfterAll } from '../capture/use-save-after-all.ts';
import { KeepRecording } from './keep-recording.tsx';
import { saveVoice } from './save-voice.ts';
import { VoiceAgainstUsual } from './voice-against-usual.tsx';
import type { VoiceMinute } from './voice-minute.ts';
import { VoiceMeasures } from './voice-measures.tsx';
import { VoiceQuality } from './voice-quality.tsx';
import { WriteDown } from './write-down.tsx';

/** The reading before it is kept: against the usual voice first, the named emotions second. */
export function VoiceReadStage({
  reading,
  clip,
  minute,
  entry,
}: {
  readonly reading: VoiceReading;
  readonly clip: VoiceClip | null;
  readonly minute: VoiceMinute;
  readonly entry: EntryId | null;
}) {
  const services = useServices();
  const [keepSound, setKeepSound] = useState(false);
  const [words, setWords] = useState('');
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<SaveFailure | null>(null);
  const { detail, score } = reading;

  const keep = () => saveVoice(services, { reading, clip, keepSound, words, entry });
  const { decided } = useSaveAfterAll(keep);

  const save = async () => {
    decided(true);
    setSaving(true);
    const failed = await keep();
    decided(failed === null);
    setFailure(failed);
    setSaving(false);
  };
  const discard = () => {
    decided(true);
    minute.startOver();
  };

  return (
    <Stage label={t('voice.readingTitle')}>
      <section class="card stack" aria-labelledby="voice-relative">
        <h2 id="voice-relative">{t('voice.readingTitle')}</h2>
        {detail.relative === null ? (
          <div class="notice">
            <p class="notice__title">{t('voice.noReference')}</p>
            <p>{t('voice.noReference.why')}</p>
            <p>{t('voice.noReference.saveFirst')}</p>
          </div>
        ) : (
          <VoiceAgainstUsual relative={detail.relative} />
        )}
        <VoiceQuality detail={detail} />
        <VoiceMeasures prosody={detail.prosody} />
      </section>
      <section class="card stack" aria-labelledby="voice-named">
        <h2 id="voice-named">{t('capture.byItself.voice')}</h2>
        <NamedEmotions score={score} />
        <p class="fine muted">{t('capture.namesDoubt')}</p>
      </section>
      {clip !== null && <WriteDown clip={clip} words={words} onWords={setWords} />}
      {clip !== null && (
        <KeepRecording possible={clip.encoded !== null} checked={keepSound} onChange={setKeepSound} />
      )}
      {failure !== null && (
        <Notice tone="trouble" title={t('captureSave.failed')} urgent>
          <p>{t(`captureSave.${failure.code}`)}</p>
        </Notice>
      )}
      <div class="stage__acts">
        <button type="button" class="button button--primary" disabled={saving} onClick={() => void save()}>
          {entry === null ? t('capture.save') : t('capture.saveInto')}
        </button>
        <button type="button" class="button" disabled={saving} onClick={discard}>
          {t('capture.discard')}
        </button>
      </div>
    </Stage>
  );
}
