import { CARE_FUNDINGS, CARE_KINDS, type CareFunding, type CareKind } from '@undertone/contract/directory';
import { SlidersHorizontal } from 'lucide-preact';
import { formatLanguageName } from '../../../app/formats.ts';
import { t } from '../../../app/i18n.ts';
import { countFilters, NO_FILTERS, type CareFilters } from '../../../care/directory/care-filters.ts';
import { TextField } from '../../../ui/text-field.tsx';
import { SelectField } from '../../settings/select-field.tsx';
import { asSentence } from './care-facts.ts';
import type { NearState } from './near-state.ts';
import { CareMore } from './care-more.tsx';

const FLAGS = [
  'acceptsNew',
  'telehealth',
  'openNow',
  'wheelchair',
] as const satisfies readonly (keyof CareFilters)[];

const LANGUAGES_OFFERED = 30;

/** Narrows what is shown, on this device and without a request. */
export function NearFilters({ near }: { readonly near: NearState }) {
  const filters = near.filters.value;
  const set = (change: Partial<CareFilters>) => near.setFilters({ ...filters, ...change });
  const count = countFilters(filters);
  const toggle = (kind: CareKind) => {
    const kinds = new Set(filters.kinds);
    if (!kinds.delete(kind)) kinds.add(kind);
    set({ kinds });
  };
  return (
    <CareMore
      class="near-filters"
      icon={SlidersHorizontal}
      title={count === 0 ? t('near.filters') : t('near.filters.set', { count })}
    >
      <div class="near-filters__body">
        <fieldset>
          <legend class="field__label">{t('near.filter.kind')}</legend>
          <div class="near-filters__choices">
            {CARE_KINDS.map((kind) => (
              <label key={kind} class="choice">
                <input type="checkbox" checked={filters.kinds.has(kind)} onChange={() => toggle(kind)} />
                {t(`care.kind.${kind}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend class="field__label">{t('near.filter.must')}</legend>
          <div class="near-filters__choices">
            {FLAGS.map((flag) => (
              <label key={flag} class="choice">
                <input
                  type="checkbox"
                  checked={filters[flag]}
                  onChange={(event) => set({ [flag]: event.currentTarget.checked })}
                />
                {t(`near.filter.${flag}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <SelectField
          label={t('near.filter.language')}
          value={filters.language ?? ''}
          options={[
            ['', t('near.filter.any')],
            ...languagesFor(near, filters).map((tag) => [tag, formatLanguageName(tag)] as const),
          ]}
          onChange={(tag) => set({ language: tag === '' ? null : tag })}
        />
        <SelectField
          label={t('near.filter.funding')}
          value={filters.funding ?? ''}
          options={[
            ['', t('near.filter.any')],
            ...CARE_FUNDINGS.map((funding) => [funding, asSentence(t(`near.funding.${funding}`))] as const),
          ]}
          onChange={(funding) => set({ funding: funding === '' ? null : (funding as CareFunding) })}
        />
        <TextField
          label={t('near.filter.words')}
          name="words"
          value={filters.words}
          autocomplete="off"
          required={false}
          hint={t('near.filter.words.stays')}
          onInput={(words) => set({ words })}
        />
        <p class="small muted">{t('near.filter.known')}</p>
        {count > 0 && (
          <p>
            <button type="button" class="button" onClick={() => near.setFilters(NO_FILTERS)}>
              {t('near.filters.clear')}
            </button>
          </p>
        )}
      </div>
    </CareMore>
  );
}

/** What is chosen stays on offer, also where nobody speaks it. */
function languagesFor(near: NearState, { language }: CareFilters): readonly string[] {
  const spoken = near.languages.value.slice(0, LANGUAGES_OFFERED);
  return language === null || spoken.includes(language) ? spoken : [language, ...spoken];
}
