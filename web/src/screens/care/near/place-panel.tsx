import { LocateFixed, Map as MapIcon } from 'lucide-preact';
import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { askPosition, type PositionFailure } from '../../../care/directory/ask-position.ts';
import type { Places } from '../../../care/places/places.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useLatest } from '../../../ui/use-latest.ts';
import type { NearCentre } from './near-state.ts';
import { PlaceSearch } from './place-search.tsx';
import { namePlace } from './say-place.ts';
import { CareMore } from './care-more.tsx';

/** The ways to say where to look, and what each does with it. */
export function PlacePanel({
  opening,
  places,
  onChoose,
  onMap,
}: {
  /** Takes the focus when the panel comes back. */
  readonly opening: RefObject<HTMLParagraphElement | null>;
  /** `null` while the gazetteer's code is not here. */
  readonly places: Places | null;
  readonly onChoose: (centre: NearCentre) => void;
  readonly onMap: () => void;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const [failure, setFailure] = useState<PositionFailure | null>(null);
  const begin = useLatest();
  const locate = async () => {
    const isLatest = begin();
    setIsAsking(true);
    setFailure(null);
    const position = await askPosition(globalThis.navigator?.geolocation);
    // Another place was chosen meanwhile: the person's last word holds.
    if (!isLatest()) return;
    setIsAsking(false);
    if (position.ok) onChoose({ ...position.value, source: 'device', name: null });
    else setFailure(position.error);
  };
  return (
    <section class="section" aria-labelledby="near-where">
      <h2 id="near-where" class="visually-hidden">
        {t('near.where')}
      </h2>
      <p ref={opening} tabIndex={-1} class="near-panel__opening">
        {t('near.where.what')}
      </p>
      <p class="row">
        <button
          type="button"
          class="button button--primary"
          disabled={isAsking}
          onClick={() => void locate()}
        >
          <Icon of={LocateFixed} />
          {t('near.where.device')}
        </button>
        <button type="button" class="button" onClick={onMap}>
          <Icon of={MapIcon} />
          {t('near.where.map')}
        </button>
      </p>
      {isAsking && (
        <p class="small muted" role="status">
          {t('near.where.asking')}
        </p>
      )}
      {failure !== null && (
        <Notice tone="trouble" title={t(`near.position.${failure}`)} urgent>
          <p>{t(`near.position.${failure}.do`)}</p>
        </Notice>
      )}
      {places !== null && (
        <PlaceSearch
          places={places}
          onChoose={(place) =>
            onChoose({ lat: place.lat, lon: place.lon, source: 'place', name: namePlace(place) })
          }
        />
      )}
      <CareMore title={t('near.tells')}>
        <p class="small">{t('near.tells.what')}</p>
      </CareMore>
    </section>
  );
}
