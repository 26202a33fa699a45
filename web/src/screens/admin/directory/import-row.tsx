import type { DirectoryImport } from '@undertone/contract/directory-import';
import type { ApiFailure } from '../../../app/call-api.ts';
import { formatCount, formatMoment } from '../../../app/formats.ts';
import { t } from '../../../app/i18n.ts';
import { now } from '../../../app/now.ts';
import { useServices } from '../../../app/services-context.ts';
import { showSnack } from '../../../app/snackbar.ts';
import { Progress } from '../../../ui/progress.tsx';
import { useTask } from '../../account/use-task.ts';
import { Sure } from '../../organisations/sure.tsx';
import { Facts } from '../../reading/facts.tsx';
import { ImportErrors } from './import-errors.tsx';
import { ImportTrouble } from './import-trouble.tsx';
import { isOpen, isSettling, sayState, troublesOf } from './import-words.ts';
import { ImportAgain } from './import-again.tsx';
import { SendingFile } from './sending-file.tsx';
import type { Uploads } from './use-uploads.ts';

/** One import: how far it is, what it did or would do, and what can be done about it. */
export function ImportRow({
  imported,
  liveVersion,
  uploads,
  onChanged,
}: {
  readonly imported: DirectoryImport;
  readonly liveVersion: number;
  readonly uploads: Uploads;
  readonly onChanged: () => Promise<void>;
}) {
  const { callApi } = useServices();
  const task = useTask<ApiFailure>();
  const { id, sourceName, format, state, failure, isDryRun, startedAt, canUndo, rows } = imported;
  const params = { import: id };

  const act = async (work: 'cancelDirectoryImport' | 'undoDirectoryImport', done: string) => {
    if (uploads.current?.importId === id) uploads.pause();
    const did = await task.run(() => callApi(work, { params }));
    if (did !== null) showSnack({ text: done });
    await onChanged();
  };

  return (
    <li class="event" aria-label={sourceName}>
      <span class="rows__title">{sourceName}</span>
      <span class="rows__note">
        {[
          t(`directory.format.${format}`),
          ...(isDryRun ? [t('directory.dryRunMark')] : []),
          t('directory.startedAt', { when: formatMoment(Date.parse(startedAt)) }),
        ].join(' · ')}
      </span>
      {state === 'reading' ? (
        <Progress
          label={t('directory.rowsRead', { count: rows })}
          done={imported.readBytes}
          total={imported.totalBytes}
          bytes
        />
      ) : (
        <p class={failure === null ? undefined : 'directory-failed'} role="status">
          {sayState(imported, liveVersion)}
        </p>
      )}
      {isSettling(imported, liveVersion, now.value) && <p class="small muted">{t('directory.settling')}</p>}
      {failure !== null && <p>{t(`directory.failure.${failure}`)}</p>}
      {state === 'uploading' && <SendingFile imported={imported} uploads={uploads} />}
      {rows > 0 && <Counts imported={imported} />}
      {troublesOf(imported).length > 0 && <ImportErrors key={state} imported={imported} />}
      {state === 'checked' && <ImportAgain imported={imported} uploads={uploads} onBegun={onChanged} />}
      <ImportTrouble failure={task.failure} />
      {(isOpen(imported) || canUndo) && (
        <div class="event__acts">
          {isOpen(imported) && (
            <Sure
              act={t('directory.cancel')}
              label={t('directory.cancel.named', { name: sourceName })}
              question={t('directory.cancel.ask')}
              onYes={() => void act('cancelDirectoryImport', t('directory.cancelled'))}
              quiet
            >
              <p>{t('directory.cancel.what')}</p>
            </Sure>
          )}
          {canUndo && (
            <Sure
              act={t('directory.undo')}
              label={t('directory.undo.named', { name: sourceName })}
              question={t('directory.undo.ask')}
              onYes={() => void act('undoDirectoryImport', t('directory.undone'))}
            >
              <p>{t('directory.undo.what')}</p>
            </Sure>
          )}
        </div>
      )}
    </li>
  );
}

function Counts({ imported }: { readonly imported: DirectoryImport }) {
  const { rows, added, changed, unchanged, removed } = imported;
  const noted = troublesOf(imported).reduce((sum, [, count]) => sum + count, 0);
  return (
    <Facts
      facts={[
        [t('directory.count.rows'), formatCount(rows)],
        [t('directory.count.added'), formatCount(added)],
        [t('directory.count.changed'), formatCount(changed)],
        [t('directory.count.unchanged'), formatCount(unchanged)],
        [t('directory.count.removed'), formatCount(removed)],
        [t('directory.count.leftOut'), formatCount(noted)],
      ]}
    />
  );
}
