import { useState } from 'preact/hooks';
import { formatBytes } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { SettingsPart } from './settings-part.tsx';
import { shippedModels, type ShippedModel } from './shipped-models.ts';
import './models-section.css';

/** What reads on this device: version, size, licence, and each model's own card. */
export function ModelsSection() {
  return (
    <SettingsPart title={t('settings.models')}>
      <p>{t('models.what')}</p>
      <div class="stack">
        {shippedModels.map((model) => (
          <ModelCard key={model.id} model={model} />
        ))}
      </div>
    </SettingsPart>
  );
}

function ModelCard({ model }: { readonly model: ShippedModel }) {
  const [card, setCard] = useState<string | null>(null);
  return (
    <section class="card model-card" aria-label={model.id}>
      <h2>{model.id}</h2>
      <dl class="model-card__facts">
        <div>
          <dt>{t('about.version')}</dt>
          <dd>{model.version}</dd>
        </div>
        <div>
          <dt>{t('models.size')}</dt>
          <dd>{formatBytes(model.bytes)}</dd>
        </div>
        <div>
          <dt>{t('models.licence')}</dt>
          <dd>{model.weightsLicence}</dd>
        </div>
      </dl>
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
