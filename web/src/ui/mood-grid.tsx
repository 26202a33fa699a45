import { useId, useRef, useState } from 'preact/hooks';
import { faceOfMood, MOOD_FACES, MOOD_STEPS, moodOfFace, snapMood, type Mood } from '@undertone/emotion/mood';
import { t } from '../app/i18n.ts';
import { MoodFaceDrawing } from './mood-face-drawing.tsx';
import { moodAfterKey, moodAt, NO_MOOD, placeOf } from './mood-steps.ts';
import { describeMood } from './mood-words.ts';
import './mood-grid.css';

export interface MoodGridProps {
  readonly value: Mood | null;
  /** A tap or a released drag: the person has chosen. */
  readonly onChoose: (mood: Mood) => void;
}

/**
 * One field, three ways in: a finger anywhere on it, two linked sliders for keys and screen readers (arrow keys move
 * the point on both axes from either slider; Enter chooses), and five faces that are stops on the same field.
 */
export function MoodGrid({ value, onChoose }: MoodGridProps) {
  const [moving, setMoving] = useState<Mood | null>(null);
  const field = useRef<HTMLDivElement>(null);
  const name = useId();
  const shown = moving ?? value;
  const point = shown ?? NO_MOOD;

  const moodUnder = (event: PointerEvent): Mood => {
    const box = field.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return moodAt({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
  };
  const choose = (mood: Mood) => {
    setMoving(null);
    onChoose(mood);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(point);
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = moodAfterKey(point, event.key);
    if (next === null) return;
    event.preventDefault();
    setMoving(next);
  };
  const axis = (which: keyof Mood, label: string) => (
    <input
      type="range"
      class="mood-grid__slider"
      min={-1}
      max={1}
      step={2 / (MOOD_STEPS - 1)}
      value={point[which]}
      aria-label={label}
      aria-valuetext={shown === null ? t('mood.unset') : describeMood(shown)}
      aria-orientation={which === 'arousal' ? 'vertical' : 'horizontal'}
      onKeyDown={onKeyDown}
      onInput={(event) => setMoving(snapMood({ ...point, [which]: event.currentTarget.valueAsNumber }))}
    />
  );

  return (
    <div class={`mood-grid${moving === null ? '' : ' mood-grid--moving'}`}>
      <p class="mood-grid__words">{shown === null ? t('mood.hint') : describeMood(shown)}</p>
      <div class="mood-grid__frame" role="group" aria-label={t('mood.grid')}>
        <span class="mood-grid__edge mood-grid__edge--top" aria-hidden="true">
          {t('mood.highEnergy')}
        </span>
        <div
          ref={field}
          class="mood-grid__field"
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            setMoving(moodUnder(event));
          }}
          onPointerMove={(event) => {
            if (event.currentTarget.hasPointerCapture(event.pointerId)) setMoving(moodUnder(event));
          }}
          onPointerUp={(event) => {
            if (event.currentTarget.hasPointerCapture(event.pointerId)) choose(moodUnder(event));
          }}
          onPointerCancel={() => setMoving(null)}
        >
          {axis('valence', t('mood.pleasantness'))}
          {axis('arousal', t('mood.energy'))}
          <span class="mood-grid__dots" aria-hidden="true" />
          <span
            class={`mood-grid__point${shown === null ? ' mood-grid__point--unset' : ''}`}
            style={{ left: `${placeOf(point).x * 100}%`, top: `${placeOf(point).y * 100}%` }}
            aria-hidden="true"
          />
        </div>
        <span class="mood-grid__edge mood-grid__edge--bottom" aria-hidden="true">
          {t('mood.lowEnergy')}
        </span>
      </div>
      <fieldset class="mood-grid__faces">
        <legend class="visually-hidden">{t('mood.faces')}</legend>
        {MOOD_FACES.map((face) => (
          <label key={face} class="mood-grid__face">
            <input
              type="radio"
              class="mood-grid__radio"
              name={name}
              checked={shown !== null && faceOfMood(shown) === face}
              onKeyDown={(event) => {
                if (event.key === 'Enter') choose(moodOfFace(face));
              }}
              // A pointer's click has a count; the one that arrow keys cause has none and must not save at every step.
              // Not at the change, which comes after the click and would ask once more for what was just kept.
              onClick={(event) => {
                if (event.detail > 0) choose(moodOfFace(face));
                else setMoving(moodOfFace(face));
              }}
            />
            <MoodFaceDrawing face={face} />
            <span class="mood-grid__face-name">{t(`face.${face}`)}</span>
          </label>
        ))}
      </fieldset>
      {moving !== null && (
        <button type="button" class="button mood-grid__keep" onClick={() => choose(moving)}>
          {t('mood.keep')}
        </button>
      )}
    </div>
  );
}
