import { StorageFailure } from '../sync/store-tables.ts';

const FULL = 'QuotaExceededError';

/** Dexie wraps what the browser throws, bulk writes once more; anything else is a bug and stays what it is. */
export function toStorageFailure(error: unknown): unknown {
  const names = causesOf(error).map(({ name }) => name);
  if (names.includes(FULL)) return new StorageFailure('storage-full', error);
  const isBrowsers = names.some((name) => STORAGE_ERRORS.has(name));
  return isBrowsers ? new StorageFailure('storage-unavailable', error) : error;
}

const STORAGE_ERRORS = new Set([
  'DatabaseClosedError',
  'InvalidStateError',
  'MissingAPIError',
  'OpenFailedError',
  'SecurityError',
  'TimeoutError',
  'UnknownError',
  'VersionError',
  'AbortError',
]);

function causesOf(error: unknown): readonly Error[] {
  if (!(error instanceof Error)) return [];
  const { inner, cause, failures } = error as Error & {
    readonly inner?: unknown;
    readonly failures?: readonly unknown[] | Readonly<Record<number, unknown>>;
  };
  const below = [inner, cause, ...Object.values(failures ?? {}).slice(0, 1)].filter((each) => each !== error);
  return [error, ...below.flatMap(causesOf)];
}
