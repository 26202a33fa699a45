import { Bookmark, LifeBuoy, MapPin, ScrollText, type LucideIcon } from 'lucide-preact';
import { t, type PlainMessageKey } from '../../app/i18n.ts';
import { pathTo, type CarePart } from '../../app/routes.ts';
import { RowLink } from '../../ui/row-link.tsx';
import { Screen } from '../../ui/screen.tsx';
import './care-home.css';

interface Place {
  readonly part: CarePart;
  readonly name: PlainMessageKey;
  readonly what: PlainMessageKey;
  readonly icon: LucideIcon;
}

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
        <RowLink
          class="care-home__help"
          to={pathTo({ screen: 'care', part: 'help' })}
          title={t('help.now')}
          note={t('care.help.what')}
          icon={LifeBuoy}
        />
        <div class="rows">
          {PLACES.map(({ part, name, what, icon }) => (
            <RowLink
              key={part}
              to={pathTo({ screen: 'care', part })}
              title={t(name)}
              note={t(what)}
              icon={icon}
            />
          ))}
        </div>
      </nav>
    </Screen>
  );
}
