import { ROUTES, type RouteId } from '@undertone/contract/routes';
import type { Kind } from './kind.ts';

const A_CODE = 'asks for a code out of a mail or message, of which the database holds a keyed hash only';
const A_PASSKEY = 'asks for an authenticator’s signature over a question that the server has just asked';
const DIRECTORY =
  'needs a directory that was imported and published: the benchmark geo measures what they ask';
const IMPORT = 'imports run one at a time, for minutes, by messages of a queue that here ends nowhere';
const MAP = 'a piece of a file in R2, as those of the larger models are';

/** Routes of the contract that the table does not show, and why. */
export const LEFT_OUT: Partial<Record<RouteId, string>> = {
  unlock: A_CODE,
  changeEmail: A_CODE,
  changePhone: A_CODE,
  requestSecondFactorReset: A_CODE,
  finishSecondFactorReset: 'ends all factors of an account, three days after it was asked for',
  confirmTotp: 'asks for an authenticator’s code: an account has one in 30 s',
  addPasskey: A_PASSKEY,
  signInByPasskey: A_PASSKEY,
  tileIndex: DIRECTORY,
  tile: DIRECTORY,
  nearby: DIRECTORY,
  searchDirectory: DIRECTORY,
  careEntry: DIRECTORY,
  reportEntry: DIRECTORY,
  careReports: DIRECTORY,
  hiddenEntries: DIRECTORY,
  resolveCareReports: DIRECTORY,
  directoryImports: IMPORT,
  newDirectoryImport: IMPORT,
  directoryImport: IMPORT,
  directoryImportPart: IMPORT,
  startDirectoryImport: IMPORT,
  cancelDirectoryImport: IMPORT,
  undoDirectoryImport: IMPORT,
  directoryImportErrors: IMPORT,
  map: MAP,
  mapFile: MAP,
};

/** Routes that are neither measured nor left out with a reason, or both. */
export function unaccountedRoutes(kinds: readonly Kind[]): readonly RouteId[] {
  const measured = new Set(kinds.map(({ route }) => route));
  return (Object.keys(ROUTES) as RouteId[]).filter((id) => measured.has(id) === id in LEFT_OUT);
}
