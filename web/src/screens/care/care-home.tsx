import { Bookmark, ChevronRight, LifeBuoy, MapPin, ScrollText, type LucideIcon } from 'lucide-preact';
import { t, type PlainMessageKey } from '../../app/i18n.ts';
import { pathTo, type CarePart } from '../../app/routes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Screen } from '../../ui/screen.tsx';
import './care-home.css';

interface Place {
  readonly part: CarePart;
  readonly name: PlainMessageKey;
  readonly what: PlainMessageKey;
  readonly icon: LucideIcon;
}

const HELP: Place = { part: 'help', name: 'help.now', what: 'care.help.what', icon: LifeBuoy };

const PLACES: readonly Place[] = [
  { part: 'near', name: 'care.near', what: 'care.near.what', icon: MapPin },
  { part: 'plan', name: 'care.plan', what: 'care.plan.what', icon: ScrollText },
  { part: 'saved', name: 'care.saved', what: 'care.saved.what', icon: Bookmark },
];

/** Help first, then what can be looked for and made in a calmer hour. */
export function CareHome() {
  return (
    <Screen title={t('tab.care')}>
      <nav class="stack" aria-label={t('tab.care')}>
        <Door to={HELP} isFirst />
        <div class="rows">
          {PLACES.map((place) => (
            <Door key={place.part} to={place} />
          ))}
        </div>
      </nav>
    </Screen>
  );
}

function Door({
  to: { part, name, what, icon },
  isFirst = false,
}: {
  readonly to: Place;
  readonly isFirst?: boolean;
}) {
  return (
    <a class={`rows__link${isFirst ? ' care-home__help' : ''}`} href={pathTo({ screen: 'care', part })}>
      <Icon of={icon} size={24} />
      <span class="rows__text">
        <span class="rows__title">{t(name)}</span>
        <span class="rows__note">{t(what)}</span>
      </span>
      <Icon of={ChevronRight} />
    </a>
  );
}
