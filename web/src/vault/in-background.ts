import { StorageFailure } from '../sync/store-tables.ts';

/** A vault may be closed under work that only refreshes what is shown; any other failure is a bug. */
export function inBackground(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    if (!(error instanceof StorageFailure)) throw error;
  });
}
