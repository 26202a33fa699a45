import type { Result } from '@undertone/base/result';
import type { WatchedLine } from '@undertone/contract/audit';
import { useState } from 'preact/hooks';
import type { ApiFailure } from '../../app/call-api.ts';
import { formatMoment } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { FromServer } from '../server/from-server.tsx';
import { sayAction, sayCountry } from './activity-words.ts';
import './activity.css';

interface Page {
  readonly entries: readonly WatchedLine[];
  readonly more: boolean;
}

type LoadPage = (before?: string) => Promise<Result<Page, ApiFailure>>;

/** The record of an organisation or of the deployment, a page at a time. */
export function WatchedRecord({ load }: { readonly load: LoadPage }) {
  const [before, setBefore] = useState<string | undefined>(undefined);
  return (
    <section class="section" aria-labelledby="watched-record">
      <h2 id="watched-record" class="section__title">
        {t('watched.record')}
      </h2>
      <p class="small muted">{t('watched.record.what')}</p>
      <FromServer key={before ?? ''} load={() => load(before)}>
        {({ entries, more }) => (
          <>
            <ul class="rows" aria-labelledby="watched-record">
              {entries.map((line) => (
                <Line key={line.seq} line={line} />
              ))}
            </ul>
            {more && (
              <button
                type="button"
                class="button"
                onClick={() => setBefore(String(entries.at(-1)?.seq ?? 1))}
              >
                {t('activity.more')}
              </button>
            )}
          </>
        )}
      </FromServer>
    </section>
  );
}

function Line({ line }: { readonly line: WatchedLine }) {
  const { actor, actorEmail, at, country, device, outcome, personEmail } = line;
  const who = actorEmail ?? (actor === 'other' ? t('activity.who.unknown') : t(`activity.by.${actor}`));
  const from = [device, country === null ? null : sayCountry(country)].filter((part) => part !== null);
  const what = sayAction(line);
  return (
    <li class={`activity-line activity-line--${outcome}`}>
      <span class="rows__title">
        {personEmail === null ? what : t('activity.of', { what, whom: personEmail })}
      </span>
      <span class="rows__note">{t('activity.line', { who, when: formatMoment(Date.parse(at)) })}</span>
      {from.length > 0 && <span class="rows__note">{from.join(' · ')}</span>}
    </li>
  );
}
