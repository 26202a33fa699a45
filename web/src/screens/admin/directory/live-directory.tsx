import type { CareSource } from '@undertone/contract/directory';
import { formatCount, formatDay } from '../../../app/formats.ts';
import { t } from '../../../app/i18n.ts';
import { useServices } from '../../../app/services-context.ts';
import { Facts } from '../../reading/facts.tsx';
import { FromServer } from '../../server/from-server.tsx';

/** The version that everybody sees, and whom its data is from. */
export function LiveDirectory({ version, entries }: { readonly version: number; readonly entries: number }) {
  const { callApi } = useServices();
  return (
    <section class="section" aria-labelledby="live-directory">
      <h2 id="live-directory" class="section__title">
        {t('directory.live')}
      </h2>
      {entries === 0 ? (
        <>
          <p>{t('directory.live.none')}</p>
          <p class="small muted">{t('directory.live.none.do')}</p>
        </>
      ) : (
        <FromServer load={() => callApi('tileIndex', {}, { anonymous: true })}>
          {({ tiles, sources }) => (
            <>
              <Facts
                facts={[
                  [t('directory.live.version'), formatCount(version)],
                  [t('directory.live.entries'), formatCount(entries)],
                  [t('directory.live.tiles'), formatCount(tiles.length)],
                ]}
              />
              <h3 id="live-sources" class="field__label">
                {t('directory.live.sources')}
              </h3>
              <ul class="rows" aria-labelledby="live-sources">
                {sources.map((source) => (
                  <Source key={source.id} source={source} />
                ))}
              </ul>
            </>
          )}
        </FromServer>
      )}
    </section>
  );
}

function Source({ source }: { readonly source: CareSource }) {
  const { name, licence, attribution, isSample, updated } = source;
  return (
    <li class="event">
      <span class="rows__title">{name}</span>
      {attribution !== undefined && <span class="rows__note">{attribution}</span>}
      <span class="rows__note">
        {[
          licence,
          ...(isSample ? [t('directory.source.sample')] : []),
          t('directory.source.updated', { date: formatDay(updated, 'short') }),
        ].join(' · ')}
      </span>
    </li>
  );
}
