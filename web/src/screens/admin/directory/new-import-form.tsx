import { IMPORT_FORMATS, type ImportFormat } from '@undertone/contract/directory-import';
import { useState } from 'preact/hooks';
import type { ApiFailure } from '../../../app/call-api.ts';
import { formatBytes } from '../../../app/formats.ts';
import { t } from '../../../app/i18n.ts';
import { useServices } from '../../../app/services-context.ts';
import { useLatest } from '../../../ui/use-latest.ts';
import { useTask } from '../../account/use-task.ts';
import { FileField } from '../../settings/file-field.tsx';
import { SelectField } from '../../settings/select-field.tsx';
import { ACCEPTED_FILES } from './accepted-files.ts';
import { ColumnChoice } from './column-choice.tsx';
import { guessColumns } from './column-guess.ts';
import { readFileHead, type FileHead } from './file-head.ts';
import { HowChoice } from './how-choice.tsx';
import { ImportTrouble } from './import-trouble.tsx';
import {
  EMPTY_DRAFT,
  MOST_FILE_BYTES,
  newImportOf,
  withPreset,
  type DraftField,
  type ImportDraft,
} from './new-import-draft.ts';
import { PRESETS, type Preset } from './source-presets.ts';
import { SourceFields } from './source-fields.tsx';
import type { Uploads } from './use-uploads.ts';

/** A file, whose data it is, what its columns are, and whether it is only checked. */
export function NewImportForm({
  uploads,
  onBegun,
}: {
  readonly uploads: Uploads;
  readonly onBegun: () => Promise<void>;
}) {
  const { callApi } = useServices();
  const [draft, setDraft] = useState<ImportDraft>(EMPTY_DRAFT);
  const [head, setHead] = useState<FileHead | null>(null);
  const [wrong, setWrong] = useState<readonly DraftField[]>([]);
  const task = useTask<ApiFailure>();
  const change = (part: Partial<ImportDraft>) => setDraft((before) => ({ ...before, ...part }));
  const table = head !== null && typeof head === 'object' ? head : null;

  const beginReading = useLatest();
  const choose = async (file: File | null) => {
    const isLatest = beginReading();
    change({ file, columns: null });
    setHead(null);
    if (file === null) return;
    const read = await readFileHead(file);
    // Another was chosen before this one was read.
    if (!isLatest()) return;
    setHead(read);
    if (typeof read === 'object') change({ columns: guessColumns(read.heading) });
  };
  const begin = async () => {
    const options = newImportOf(draft);
    setWrong(options.ok ? [] : options.error);
    const { file, isDryRun } = draft;
    if (!options.ok || file === null) return;
    const begun = await task.run(() => callApi('newDirectoryImport', { body: options.value }));
    if (begun === null) return;
    uploads.remember(begun.value.id, { file, options: options.value });
    const sending = uploads.send(begun.value, file, isDryRun);
    await onBegun();
    await sending;
  };

  return (
    <section class="section" aria-labelledby="new-import">
      <h2 id="new-import" class="section__title">
        {t('directory.new')}
      </h2>
      <form
        class="form card"
        aria-labelledby="new-import"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!task.busy) void begin();
        }}
      >
        <p class="small muted">{t('directory.new.what')}</p>
        <FileField
          label={t('directory.file')}
          file={draft.file}
          accept={ACCEPTED_FILES}
          onChoose={(file) => void choose(file)}
        />
        <p class="field__hint">{t('directory.file.hint', { size: formatBytes(MOST_FILE_BYTES) })}</p>
        <FileWrong wrong={wrong} />
        <SelectField
          label={t('directory.from')}
          value={draft.preset}
          options={PRESETS.map((preset) => [preset, t(`directory.preset.${preset}`)] as const)}
          onChange={(preset) => setDraft((before) => withPreset(before, preset as Preset))}
        />
        <SelectField
          label={t('directory.format')}
          value={draft.format}
          options={IMPORT_FORMATS.map((format) => [format, t(`directory.format.${format}`)] as const)}
          onChange={(format) => change({ format: format as ImportFormat })}
        />
        {draft.format === 'postcodes' && <p class="small muted">{t('directory.format.postcodes.what')}</p>}
        <SourceFields draft={draft} wrong={wrong} onChange={change} />
        {draft.format === 'csv' && table !== null && draft.columns !== null && (
          <ColumnChoice
            head={table}
            columns={draft.columns}
            error={wrong.includes('columns') ? t('directory.wants.columns') : null}
            onChange={(columns) => change({ columns })}
          />
        )}
        {draft.format === 'csv' && head !== null && table === null && (
          <p class="small">
            {head === 'packed' ? t('directory.columns.packed') : t('directory.columns.unreadable')}
          </p>
        )}
        {draft.format !== 'postcodes' && (
          <label class="choice">
            <input
              type="checkbox"
              checked={draft.addOnly}
              onChange={(event) => change({ addOnly: event.currentTarget.checked })}
            />
            <span>
              <span class="rows__title">{t('directory.addOnly')}</span>
              <span class="rows__note">{t('directory.addOnly.what')}</span>
            </span>
          </label>
        )}
        <HowChoice isDryRun={draft.isDryRun} onChange={(isDryRun) => change({ isDryRun })} />
        <ImportTrouble failure={task.failure} />
        <p class="row">
          <button type="submit" class="button button--primary" aria-disabled={task.busy}>
            {draft.isDryRun ? t('directory.send.check') : t('directory.send.import')}
          </button>
        </p>
      </form>
    </section>
  );
}

function FileWrong({ wrong }: { readonly wrong: readonly DraftField[] }) {
  const words = wrong.includes('file')
    ? t('directory.wants.file')
    : wrong.includes('fileBytes')
      ? t('directory.wants.fileSize', { size: formatBytes(MOST_FILE_BYTES) })
      : null;
  if (words === null) return null;
  return (
    <p class="field__error" role="alert">
      {words}
    </p>
  );
}
