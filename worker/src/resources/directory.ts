import { err } from '@undertone/base/result';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

type DirectoryHandlers = Pick<
  Handlers,
  'tileIndex' | 'tile' | 'nearby' | 'searchDirectory' | 'careEntry' | 'reportEntry'
>;

export function directoryHandlers(_dependencies: Dependencies): DirectoryHandlers {
  const absent = async () => err(failWith('not-found'));
  return {
    tileIndex: absent,
    tile: absent,
    nearby: absent,
    searchDirectory: absent,
    careEntry: absent,
    reportEntry: absent,
  };
}
