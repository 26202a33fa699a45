import { useEffect, useState } from 'preact/hooks';
import type { Recording } from '../../app/capture-ports.ts';
import { t } from '../../app/i18n.ts';
import { levelOf, pitchOf } from './sound-words.ts';
import { levelPath, pitchPath, TRACE } from './sound-trace-geometry.ts';
import './sound-trace.css';

/** How often the words beside the trace may change: a screen reader is not to chatter over the person. */
const WORDS_EVERY_SECONDS = 3;

/** The last seconds as a picture and in words. */
export function SoundTrace({ recording }: { readonly recording: Recording }) {
  const trace = recording.trace.value;
  const level = t(`voice.level.${levelOf(trace)}`);
  const hertz = pitchOf(trace);
  const pitch = hertz === null ? t('voice.noPitch') : t('voice.pitch', { hertz });
  return (
    <div class="sound-trace">
      <svg
        class="sound-trace__picture"
        viewBox={`0 0 ${TRACE.width} ${TRACE.height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('voice.trace', { level, pitch })}
      >
        <path class="sound-trace__level" d={levelPath(trace)} />
        <path class="sound-trace__pitch" d={pitchPath(trace)} />
      </svg>
      <p class="sound-trace__words small muted">
        <LevelWords recording={recording} />
        <span aria-hidden="true">{pitch}</span>
      </p>
    </div>
  );
}

function LevelWords({ recording }: { readonly recording: Recording }) {
  const step = Math.floor(recording.seconds.value / WORDS_EVERY_SECONDS);
  const [level, setLevel] = useState(() => levelOf(recording.trace.peek()));
  useEffect(() => {
    setLevel(levelOf(recording.trace.peek()));
  }, [recording, step]);
  return <span role="status">{t(`voice.level.${level}`)}</span>;
}
