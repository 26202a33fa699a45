import { useState } from 'preact/hooks';
import { formatBytes, formatLanguageName } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { Facts } from '../reading/facts.tsx';
import { PacksPanel } from './packs-panel.tsx';
import { SettingsPart } from './settings-part.tsx';
import { isForCommerce, shippedModels, type ShippedModel } from './shipped-models.ts';
import './models-section.css';

/** Rules that came with the app's own code stand after what had to be downloaded. */
const RULES = shippedModels.filter(({ bytes }) => bytes === 0);
const READERS = shippedModels.filter(({ bytes }) => bytes > 0);

/** What reads on this device: version, size, licence, and each model's own card; then what could be added. */
export function ModelsSection() {
  return (
    <SettingsPart title={t('settings.models')}>
      <p>{t('models.what')}</p>
      <section class="section" aria-labelledby="models-installed">
        <h2 id="models-installed" class="section__title">
          {t('models.installed')}
        </h2>
        <div class="stack">
          {[...READERS, ...RULES].map((model) => (
            <ModelCard key={model.id} model={model} />
          ))}
        </div>
      </section>
      <PacksPanel />
    </SettingsPart>
  );
}

function ModelCard({ model }: { readonly model: ShippedModel }) {
  const [card, setCard] = useState<string | null>(null);
  return (
    <section class="card model-card" aria-label={model.id}>
      <div>
        <h3>{t(`models.use.${model.task}`)}</h3>
        <p class="small muted">
          {[model.id, ...(model.languages.length === 1 ? model.languages.map(formatLanguageName) : [])].join(
            ' · ',
          )}
        </p>
      </div>
      <Facts
        facts={[
          [t('about.version'), model.version],
          ...(model.bytes === 0 ? [] : [[t('models.size'), formatBytes(model.bytes)] as const]),
          [t('models.licence'), sayLicence(model.weightsLicence)],
        ]}
      />
      {!isForCommerce(model.weightsLicence) && <p class="small muted">{t('models.nonCommercial')}</p>}
      {model.loadCard !== null && (
        <details
          class="model-card__details"
          onToggle={(event) => {
            if (event.currentTarget.open && card === null) void model.loadCard?.().then(setCard);
          }}
        >
          <summary>{t('models.card')}</summary>
          <pre class="model-card__text" tabIndex={0}>
            {card ?? t('app.loadingScreen')}
          </pre>
        </details>
      )}
    </section>
  );
}

/** SPDX names are what people look a licence up by; for terms that have no such name there are words. */
function sayLicence(licence: string): string {
  return licence === 'LicenseRef-FER2013-Research' ? t('models.licence.fer2013') : licence;
}
