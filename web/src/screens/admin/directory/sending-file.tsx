import { IMPORT_LIMITS, type DirectoryImport } from '@undertone/contract/directory-import';
import { useId, useState } from 'preact/hooks';
import { formatBytes } from '../../../app/formats.ts';
import { t } from '../../../app/i18n.ts';
import { Progress } from '../../../ui/progress.tsx';
import { FileField } from '../../settings/file-field.tsx';
import { ACCEPTED_FILES } from './accepted-files.ts';
import { HowChoice } from './how-choice.tsx';
import { ImportTrouble } from './import-trouble.tsx';
import type { Upload, Uploads } from './use-uploads.ts';

/** The file on its way: how far, pause and go on; or, when this page does not have it, which file is wanted. */
export function SendingFile({
  imported,
  uploads,
}: {
  readonly imported: DirectoryImport;
  readonly uploads: Uploads;
}) {
  const { current } = uploads;
  return current?.importId === imported.id ? (
    <OnItsWay imported={imported} upload={current} uploads={uploads} />
  ) : (
    <FileWanted imported={imported} uploads={uploads} />
  );
}

function OnItsWay({
  imported,
  upload,
  uploads,
}: {
  readonly imported: DirectoryImport;
  readonly upload: Upload;
  readonly uploads: Uploads;
}) {
  const { file, isDryRun, isSending, sentBytes, failure } = upload;
  return (
    <>
      <Progress
        label={isSending ? t('directory.upload.sending', { name: file.name }) : t('directory.upload.paused')}
        done={sentBytes}
        total={file.size}
        bytes
      />
      <ImportTrouble failure={failure} />
      {isSending && <p class="small muted">{t('directory.upload.keepOpen')}</p>}
      <div class="event__acts">
        {isSending ? (
          <button type="button" class="button" onClick={() => uploads.pause()}>
            {t('directory.upload.pause')}
          </button>
        ) : (
          <button type="button" class="button" onClick={() => void uploads.send(imported, file, isDryRun)}>
            {t('directory.upload.goOn')}
          </button>
        )}
      </div>
    </>
  );
}

function FileWanted({
  imported,
  uploads,
}: {
  readonly imported: DirectoryImport;
  readonly uploads: Uploads;
}) {
  const [file, setFile] = useState<File | null>(null);
  const [isDryRun, setIsDryRun] = useState(true);
  const heading = useId();
  const { fileBytes, partsReceived } = imported;
  const isOther = file !== null && file.size !== fileBytes;
  const arrived = Math.min(fileBytes, partsReceived.length * IMPORT_LIMITS.partBytes);
  return (
    <form
      class="stack stack--tight"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null && !isOther) void uploads.send(imported, file, isDryRun);
      }}
    >
      <p id={heading}>
        {t('directory.resume', { done: formatBytes(arrived), total: formatBytes(fileBytes) })}
      </p>
      <FileField label={t('directory.resume.file')} file={file} accept={ACCEPTED_FILES} onChoose={setFile} />
      {isOther && (
        <p class="field__error" role="alert">
          {t('directory.resume.otherSize', {
            size: formatBytes(file.size),
            wanted: formatBytes(fileBytes),
          })}
        </p>
      )}
      <HowChoice isDryRun={isDryRun} onChange={setIsDryRun} />
      <div class="event__acts">
        <button type="submit" class="button" aria-disabled={file === null || isOther}>
          {t('directory.resume.act')}
        </button>
      </div>
    </form>
  );
}
