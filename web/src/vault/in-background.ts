import { StorageFailure } from '../sync/store-tables.ts';

/** A vault may be closed under work that only refreshes what is shown; any other failure is a bug. */
export function inBackground(work: Promise<unknown>): void {
  work.catch(ignoreStorage);
}

/** For a promise's `catch`: nothing depends on that work, so a device that refuses it is no failure. */
export function ignoreStorage(error: unknown): void {
  if (!(error instanceof StorageFailure)) throw error;
}
