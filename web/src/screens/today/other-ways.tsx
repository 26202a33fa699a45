import { Mic, ScanFace, type LucideIcon } from 'lucide-preact';
import { t } from '../../app/i18n.ts';
import { pathTo } from '../../app/routes.ts';
import { Icon } from '../../ui/icon.tsx';
import './other-ways.css';

/** A voice minute and a face check, for moments without words, or beside them: the draft stays where it is. */
export function OtherWays() {
  return (
    <nav class="other-ways" aria-label={t('today.without')}>
      <Way
        to={pathTo({ screen: 'voice', entry: null })}
        icon={Mic}
        name={t('today.sayIt')}
        note={t('today.sayIt.note')}
      />
      <Way
        to={pathTo({ screen: 'face', entry: null })}
        icon={ScanFace}
        name={t('today.showIt')}
        note={t('today.showIt.note')}
      />
    </nav>
  );
}

function Way(props: {
  readonly to: string;
  readonly icon: LucideIcon;
  readonly name: string;
  readonly note: string;
}) {
  return (
    <a class="other-ways__way" href={props.to}>
      <Icon of={props.icon} size={24} />
      <span>
        <span class="rows__title">{props.name}</span>
        <span class="rows__note">{props.note}</span>
      </span>
    </a>
  );
}
