import { t } from '../../../app/i18n.ts';
import { TextField } from '../../../ui/text-field.tsx';
import { namesCountry, type DraftField, type ImportDraft } from './new-import-draft.ts';

/** As CareSourceSchema has them. */
const NAME_CHARS = 80;
const ATTRIBUTION_CHARS = 160;

/** Whom the data is from, and what must be said beside it. */
export function SourceFields({
  draft,
  wrong,
  onChange,
}: {
  readonly draft: ImportDraft;
  readonly wrong: readonly DraftField[];
  readonly onChange: (part: Partial<ImportDraft>) => void;
}) {
  const wants = (field: DraftField, words: string) => (wrong.includes(field) ? words : null);
  return (
    <>
      <TextField
        label={t('directory.source.id')}
        name="source-id"
        autocomplete="off"
        value={draft.id}
        onInput={(id) => onChange({ id })}
        hint={t('directory.source.id.hint')}
        error={wants('id', t('directory.wants.id'))}
      />
      <TextField
        label={t('directory.source.name')}
        name="source-name"
        autocomplete="off"
        value={draft.name}
        onInput={(name) => onChange({ name })}
        error={wants('name', t('directory.wants.text', { count: NAME_CHARS }))}
      />
      <TextField
        label={t('directory.source.licence')}
        name="source-licence"
        autocomplete="off"
        value={draft.licence}
        onInput={(licence) => onChange({ licence })}
        hint={t('directory.source.licence.hint')}
        error={wants('licence', t('directory.wants.text', { count: NAME_CHARS }))}
      />
      <TextField
        label={t('directory.source.attribution')}
        name="source-attribution"
        autocomplete="off"
        required={false}
        value={draft.attribution}
        onInput={(attribution) => onChange({ attribution })}
        hint={t('directory.optional')}
        error={wants('attribution', t('directory.wants.text', { count: ATTRIBUTION_CHARS }))}
      />
      <TextField
        label={t('directory.source.url')}
        name="source-url"
        autocomplete="off"
        required={false}
        value={draft.url}
        onInput={(url) => onChange({ url })}
        hint={t('directory.optional')}
        error={wants('url', t('directory.wants.url'))}
      />
      {!namesCountry(draft.format) && (
        <TextField
          label={t('directory.country')}
          name="country"
          autocomplete="off"
          required={false}
          value={draft.country}
          onInput={(country) => onChange({ country })}
          hint={t('directory.country.hint')}
          error={wants('country', t('directory.wants.country'))}
        />
      )}
      <label class="choice">
        <input
          type="checkbox"
          checked={draft.isSample}
          onChange={(event) => onChange({ isSample: event.currentTarget.checked })}
        />
        {t('directory.source.isSample')}
      </label>
    </>
  );
}
