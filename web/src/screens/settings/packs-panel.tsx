import { useEffect } from 'preact/hooks';
import { formatBytes } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import type { Pack } from '../../app/packs-port.ts';
import { useServices } from '../../app/services-context.ts';
import { Facts } from '../reading/facts.tsx';
import { PackActs } from './pack-acts.tsx';
import './packs-panel.css';

/** Larger models that a person may add: what each is for, costs, and whom fetching it would contact. */
export function PacksPanel() {
  const { packs } = useServices();
  useEffect(() => void packs.refresh(), [packs]);
  const offered = packs.packs.value;
  return (
    <section class="section" aria-labelledby="packs">
      <h2 id="packs" class="section__title">
        {t('packs.title')}
      </h2>
      <p class="small muted">{t('packs.what')}</p>
      {offered.length === 0 ? (
        <p class="small">{t('packs.none')}</p>
      ) : (
        <div class="stack">
          {offered.map((pack) => (
            <PackCard key={pack.id} pack={pack} />
          ))}
        </div>
      )}
    </section>
  );
}

function PackCard({ pack }: { readonly pack: Pack }) {
  return (
    <section class="card pack" aria-label={pack.name}>
      <div>
        <h3>{t(`packs.task.${pack.task}`)}</h3>
        <p class="small muted">{pack.name}</p>
      </div>
      <p class="small">{t(`packs.what.${pack.task}`)}</p>
      <Facts
        facts={[
          [t('models.size'), formatBytes(pack.bytes)],
          [t('models.licence'), pack.licence],
          [t('packs.revision'), pack.revision.slice(0, 12)],
        ]}
      />
      {pack.state.kind !== 'installed' && (
        <p class="small">
          {pack.source.kind === 'direct'
            ? t('packs.source.direct', { host: pack.source.host })
            : t(`packs.source.${pack.source.kind}`)}
        </p>
      )}
      <PackActs pack={pack} />
    </section>
  );
}
