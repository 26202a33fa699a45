import { err } from '@undertone/base/result';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

type DirectoryImportHandlers = Pick<
  Handlers,
  | 'directoryImports'
  | 'newDirectoryImport'
  | 'directoryImport'
  | 'directoryImportPart'
  | 'startDirectoryImport'
  | 'cancelDirectoryImport'
  | 'undoDirectoryImport'
  | 'directoryImportErrors'
  | 'careReports'
  | 'resolveCareReports'
>;

export function directoryImportHandlers(_dependencies: Dependencies): DirectoryImportHandlers {
  const absent = async () => err(failWith('not-found'));
  return {
    directoryImports: absent,
    newDirectoryImport: absent,
    directoryImport: absent,
    directoryImportPart: absent,
    startDirectoryImport: absent,
    cancelDirectoryImport: absent,
    undoDirectoryImport: absent,
    directoryImportErrors: absent,
    careReports: absent,
    resolveCareReports: absent,
  };
}
