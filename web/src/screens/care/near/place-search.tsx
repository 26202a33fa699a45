import type { Result } from '@undertone/base/result';
import { MapPin } from 'lucide-preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { formatBytes } from '../../../app/formats.ts';
import { formatLocale, t } from '../../../app/i18n.ts';
import type { Place, Places } from '../../../care/places/places.ts';
import { PLACE_SOURCES } from '../../../care/places/sources.ts';
import type { FileFailure } from '../../../offline/verified-files.ts';
import { Icon } from '../../../ui/icon.tsx';
import { regionOf } from './region-of.ts';
import { sayPlace } from './say-place.ts';

const MOST = 6;

type Answer = Result<readonly Place[], FileFailure> | null;

/** A place name or a postcode, looked up on this device: what is typed is sent nowhere. */
export function PlaceSearch({
  places,
  onChoose,
}: {
  readonly places: Places;
  readonly onChoose: (place: Place) => void;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<Answer>(null);
  const [isFetching, setIsFetching] = useState(false);
  const latest = useRef('');
  const country = regionOf(formatLocale.value);

  const find = async (typed: string) => {
    latest.current = typed;
    if (typed.trim().length < 2) return setAnswer(null);
    const found = await places.find(typed, { limit: MOST, ...(country === undefined ? {} : { country }) });
    // A later keystroke has asked meanwhile.
    if (latest.current === typed) setAnswer(found);
  };
  // Smaller places have come: the same words may find more. Not `text`: somebody may type before a first effect runs.
  useEffect(() => void find(latest.current), [places.villages.loaded.value]);

  const found = answer?.ok === true ? answer.value : [];
  return (
    <form
      class="stack stack--tight"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const [first] = found;
        if (first !== undefined) onChoose(first);
      }}
    >
      <div class="field">
        <label class="field__label" for={id}>
          {t('near.place.search')}
        </label>
        <input
          id={id}
          class="field__input"
          type="search"
          value={text}
          autoComplete="off"
          autoCorrect="off"
          spellcheck={false}
          aria-describedby={`${id}h`}
          onInput={(event) => {
            const typed = event.currentTarget.value;
            setText(typed);
            void find(typed);
          }}
        />
        <span id={`${id}h`} class="field__hint">
          {t('near.place.search.stays')}
        </span>
      </div>
      <div role="status">
        {answer?.ok === false && <p class="field__error">{t(`near.place.${answer.error}`)}</p>}
        {answer?.ok === true && (
          <p class="small muted">
            {found.length === 0 ? t('near.place.none') : t('near.place.found', { count: found.length })}
          </p>
        )}
      </div>
      {found.length > 0 && (
        <ul class="rows">
          {found.map((place) => (
            <li key={`${place.kind} ${place.name} ${place.lat} ${place.lon}`}>
              <button type="button" class="near-place" onClick={() => onChoose(place)}>
                <Icon of={MapPin} />
                <span class="rows__text">
                  <span class="rows__title">{place.name}</span>
                  <span class="rows__note">{sayPlace(place)}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {answer?.ok === true && !places.villages.loaded.value && (
        <p>
          <button
            type="button"
            class="button button--quiet"
            disabled={isFetching}
            onClick={() => {
              setIsFetching(true);
              void places.villages.load().then((loaded) => {
                setIsFetching(false);
                if (!loaded.ok) setAnswer(loaded);
              });
            }}
          >
            {t('near.place.villages', { size: formatBytes(places.villages.bytes) })}
          </button>
        </p>
      )}
      <p class="fine muted">{PLACE_SOURCES.map(({ attribution }) => attribution).join(' · ')}</p>
    </form>
  );
}
