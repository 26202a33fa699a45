import { List as ListIcon, Map as MapIcon, MapPin } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { lazyPart } from '../../../app/lazy-screen.tsx';
import { now } from '../../../app/now.ts';
import { useServices } from '../../../app/services-context.ts';
import type { Places } from '../../../care/places/places.ts';
import { BackLink } from '../../../ui/back-link.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Screen } from '../../../ui/screen.tsx';
import { KeptAreas } from './kept-areas.tsx';
import { NearFilters } from './near-filters.tsx';
import { NearResults } from './near-results.tsx';
import type { NearCentre } from './near-state.ts';
import { PlacePanel } from './place-panel.tsx';
import { sharedNear } from './shared-near.ts';
import { usePlaces } from './use-places.ts';
import './near-screen.css';

const CareMap = lazyPart(async () => (await import('../map/care-map.tsx')).CareMap);

type View = 'list' | 'map';

/** Care near a place that stays on this device: found, filtered and ranked here. */
export function NearScreen({ places: given }: { readonly places?: Places }) {
  const services = useServices();
  const { near, shelf } = sharedNear(services);
  const places = usePlaces(given);
  const [view, setView] = useState<View>('list');
  const [isChanging, setIsChanging] = useState(false);
  const centre = near.centre.value;
  const isAsking = centre === null || isChanging;
  const where = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLParagraphElement>(null);
  const results = useRef<HTMLDivElement>(null);
  const map = useRef<HTMLDivElement>(null);
  const focusNext = useRef<'where' | 'panel' | 'results' | 'map' | null>(null);
  // What had the focus has left the page with what the person did: it goes to what came of it.
  useEffect(() => {
    const next = { where, panel, results, map }[focusNext.current ?? 'where'].current;
    // On a phone the map lies below what has just been tapped.
    if (focusNext.current !== null) next?.focus({ preventScroll: focusNext.current !== 'map' });
    focusNext.current = null;
  }, [isAsking, view]);
  // Also when another place was chosen on the map.
  useEffect(() => setIsChanging(false), [centre]);
  const choose = (next: NearCentre) => {
    focusNext.current = 'where';
    void near.moveTo(next);
  };
  return (
    <Screen title={t('care.near')} above={<BackLink to="/care" name={t('tab.care')} />}>
      {isAsking ? (
        <PlacePanel
          opening={panel}
          places={places}
          onChoose={choose}
          onMap={() => {
            focusNext.current = 'map';
            setView('map');
          }}
        />
      ) : (
        <p class="near-where">
          <Icon of={MapPin} />
          <span ref={where} tabIndex={-1} class="near-where__name">
            {sayCentre(centre)}
          </span>
          <button
            type="button"
            class="button"
            onClick={() => {
              focusNext.current = 'panel';
              setIsChanging(true);
            }}
          >
            {t('near.where.change')}
          </button>
        </p>
      )}
      {centre !== null && (
        <div class="near-bar">
          <ViewSwitch view={view} onChange={setView} />
          <NearFilters near={near} />
        </div>
      )}
      <div class={`near-panes near-panes--${view}`}>
        {view === 'map' && (
          <div ref={map} tabIndex={-1} class="near-panes__map">
            <CareMap
              near={near}
              places={places}
              onLeave={() => {
                focusNext.current = 'results';
                setView('list');
              }}
            />
          </div>
        )}
        {centre !== null && (
          <div ref={results} tabIndex={-1} class="near-panes__list">
            <NearResults near={near} now={new Date(now.value)} />
          </div>
        )}
      </div>
      <KeptAreas shelf={shelf} afterLookup={near.lookup.value.kind} onForget={() => near.forget()} />
    </Screen>
  );
}

function sayCentre({ source, name }: NearCentre): string {
  if (name !== null) return t('near.at.place', { place: name });
  return t(source === 'device' ? 'near.at.device' : 'near.at.map');
}

function ViewSwitch({ view, onChange }: { readonly view: View; readonly onChange: (view: View) => void }) {
  return (
    <div class="near-switch" role="group" aria-label={t('near.view')}>
      {(['list', 'map'] as const).map((one) => (
        <button
          key={one}
          type="button"
          class="near-switch__option"
          aria-pressed={view === one}
          onClick={() => onChange(one)}
        >
          <Icon of={one === 'list' ? ListIcon : MapIcon} />
          {t(`near.view.${one}`)}
        </button>
      ))}
    </div>
  );
}
