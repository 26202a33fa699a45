import type { DirectoryImport } from '@undertone/contract/directory-import';
import type { ApiFailure } from '../../../app/call-api.ts';
import { t } from '../../../app/i18n.ts';
import { useServices } from '../../../app/services-context.ts';
import { useTask } from '../../account/use-task.ts';
import { ImportTrouble } from './import-trouble.tsx';
import type { Uploads } from './use-uploads.ts';

/** After a dry run: the same file, now for good. The server keeps no file, so it is sent once more. */
export function ImportAgain({
  imported,
  uploads,
  onBegun,
}: {
  readonly imported: DirectoryImport;
  readonly uploads: Uploads;
  readonly onBegun: () => Promise<void>;
}) {
  const { callApi } = useServices();
  const task = useTask<ApiFailure>();
  const sent = uploads.sentAs(imported.id);
  if (sent === null) return <p class="small muted">{t('directory.again.chooseAnew')}</p>;

  const again = async () => {
    const begun = await task.run(() => callApi('newDirectoryImport', { body: sent.options }));
    if (begun === null) return;
    uploads.remember(begun.value.id, sent);
    const sending = uploads.send(begun.value, sent.file, false);
    await onBegun();
    await sending;
  };
  return (
    <>
      <p class="small muted">{t('directory.again.what')}</p>
      <ImportTrouble failure={task.failure} />
      <div class="event__acts">
        <button
          type="button"
          class="button button--primary"
          aria-disabled={task.busy}
          onClick={() => !task.busy && void again()}
        >
          {t('directory.again')}
        </button>
      </div>
    </>
  );
}
