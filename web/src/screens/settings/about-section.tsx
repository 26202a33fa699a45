import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { SettingsPart } from './settings-part.tsx';

/** Parts that are in the shipped files, with their licences as their packages state them. */
const PARTS = [
  ['Preact, Preact Signals', 'MIT'],
  ['Dexie', 'Apache-2.0'],
  ['ONNX Runtime Web', 'MIT'],
  ['MediaPipe Tasks Vision, Face Mesh', 'Apache-2.0'],
  ['Mediabunny', 'MPL-2.0'],
  ['Hugging Face Tokenizers', 'Apache-2.0'],
  ['MapLibre GL JS, PMTiles', 'BSD-3-Clause'],
  ['GeoNames', 'CC BY 4.0'],
  ['Natural Earth', 'public domain'],
  ['Valibot', 'MIT'],
  ['noble, scure', 'MIT'],
  ['hash-wasm', 'MIT'],
  ['Lucide', 'ISC'],
  ['Figtree', 'OFL-1.1'],
  ['Newsreader', 'OFL-1.1'],
] as const;

export function AboutSection() {
  const { update } = useServices();
  return (
    <SettingsPart title={t('settings.about')}>
      <p>{t('about.what')}</p>
      <p>{t('about.notMedical')}</p>
      <dl class="stack stack--tight small">
        <div>
          <dt class="muted">{t('about.version')}</dt>
          <dd>{update.version}</dd>
        </div>
        <div>
          <dt class="muted">{t('about.licence')}</dt>
          <dd>Apache-2.0</dd>
        </div>
      </dl>
      <section class="section" aria-labelledby="about-parts">
        <h2 id="about-parts" class="section__title">
          {t('about.parts')}
        </h2>
        <ul class="small muted">
          {PARTS.map(([name, licence]) => (
            <li key={name}>
              {name} · {licence}
            </li>
          ))}
        </ul>
      </section>
    </SettingsPart>
  );
}
