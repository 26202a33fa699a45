import { IMPORT_LIMITS, type DirectoryImport } from '@undertone/contract/directory-import';
import { ok, type Result } from '@undertone/base/result';
import { useState } from 'preact/hooks';
import type { ApiFailure, ApiReply } from '../../../app/call-api.ts';
import { formatCount } from '../../../app/formats.ts';
import { t } from '../../../app/i18n.ts';
import { saveFile } from '../../../app/save-file.ts';
import { useServices } from '../../../app/services-context.ts';
import { showSnack } from '../../../app/snackbar.ts';
import { useTask } from '../../account/use-task.ts';
import { ServerTrouble } from '../../server/server-trouble.tsx';
import { errorsCsv } from './errors-csv.ts';
import { sayField, troublesOf } from './import-words.ts';

type Page = ApiReply<'directoryImportErrors'>;

/** What befell rows: how many by why, and each of the first with its place. */
export function ImportErrors({ imported }: { readonly imported: DirectoryImport }) {
  const { callApi } = useServices();
  const [page, setPage] = useState<Page | null>(null);
  const task = useTask<ApiFailure>();
  const troubles = troublesOf(imported);
  const count = troubles.reduce((sum, [, each]) => sum + each, 0);

  /** What is shown, and the page after it. */
  const oneMore = async (shown: Page | null): Promise<Result<Page, ApiFailure>> => {
    const before = shown?.errors ?? [];
    const next = await callApi('directoryImportErrors', {
      params: { import: imported.id },
      query: { after: String(before.length) },
    });
    if (!next.ok) return next;
    // An answer that says there is more and brings none would be asked for ever.
    const more = next.value.more && next.value.errors.length > 0;
    return ok({ errors: [...before, ...next.value.errors], more });
  };
  const showMore = async () => {
    const next = await task.run(() => oneMore(page));
    if (next !== null) setPage(next.value);
  };
  const save = async () => {
    let all = page;
    while (all === null || all.more) {
      const next = await task.run(() => oneMore(all));
      if (next === null) return;
      all = next.value;
    }
    setPage(all);
    saveFile(new Blob([errorsCsv(all.errors)], { type: 'text/csv' }), `${imported.source}-rows.csv`);
    showSnack({ text: t('directory.errors.saved') });
  };

  return (
    <details
      class="record__how"
      onToggle={(event) => event.currentTarget.open && page === null && !task.busy && void showMore()}
    >
      <summary class="record__summary">{t('directory.troubles', { count })}</summary>
      <ul class="directory-lines">
        {troubles.map(([trouble, each]) => (
          <li key={trouble}>{`${t(`directory.trouble.${trouble}`)}: ${formatCount(each)}`}</li>
        ))}
      </ul>
      {count > IMPORT_LIMITS.keptErrors && (
        <p class="small muted">{t('directory.troubles.kept', { count: IMPORT_LIMITS.keptErrors })}</p>
      )}
      {page !== null && page.errors.length > 0 && <ErrorTable errors={page.errors} />}
      {task.failure !== null && <ServerTrouble failure={task.failure} />}
      <div class="event__acts">
        {page?.more === true && (
          <button type="button" class="button" onClick={() => void showMore()}>
            {t('directory.errors.more')}
          </button>
        )}
        <button type="button" class="button button--quiet" onClick={() => void save()}>
          {t('directory.errors.save')}
        </button>
      </div>
    </details>
  );
}

function ErrorTable({ errors }: { readonly errors: Page['errors'] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways, which needs the keyboard too
    <div class="directory-table" role="region" aria-label={t('directory.errors')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('directory.errors.row')}</th>
            <th scope="col">{t('directory.errors.why')}</th>
            <th scope="col">{t('directory.errors.field')}</th>
            <th scope="col">{t('directory.errors.excerpt')}</th>
          </tr>
        </thead>
        <tbody>
          {errors.map(({ row, trouble, field, excerpt }, index) => (
            <tr key={index}>
              <th scope="row">{formatCount(row)}</th>
              <td>{t(`directory.trouble.${trouble}`)}</td>
              <td>{sayField(field)}</td>
              <td class="directory-table__excerpt">{excerpt}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
