import type { CareEntry } from '@undertone/contract/directory';
import { Navigation } from 'lucide-preact';
import { t } from '../../../app/i18n.ts';
import { CareMore } from './care-more.tsx';
import { appDirections, DIRECTIONS_HOST, webDirections } from './directions.ts';

/** The way there, by somebody else's means: first what that tells them, then the links. */
export function DirectionsLinks({ entry }: { readonly entry: CareEntry }) {
  return (
    <CareMore icon={Navigation} title={t('near.directions')}>
      <p class="small">{t('near.directions.tells', { host: DIRECTIONS_HOST })}</p>
      <p class="row">
        <a class="button" href={appDirections(entry)}>
          {t('near.directions.app')}
        </a>
        <a class="button" href={webDirections(entry)} target="_blank" rel="noopener noreferrer">
          {t('near.directions.web', { host: DIRECTIONS_HOST })}
        </a>
      </p>
    </CareMore>
  );
}
