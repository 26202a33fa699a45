/** The database was made by a newer version of the app; thrown before anything in it was touched. */
export class NewerSchema extends Error {
  constructor(name: string) {
    super(`${name} was made by a newer version`);
    this.name = 'NewerSchema';
  }
}

/** Dexie multiplies its versions by ten. */
const DEXIE_VERSION_FACTOR = 10;

/**
 * Dexie opens a newer database by its own older declaration; this looks first, without a version, which never
 * upgrades. A database that is not there is not made either.
 */
export async function refuseNewer(name: string, version: number): Promise<void> {
  const present = await new Promise<number>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => {
      const found = request.result.version;
      request.result.close();
      resolve(found);
    };
    request.onerror = () => {
      if (request.error?.name === 'AbortError') resolve(0);
      else reject(request.error ?? new Error('indexeddb refused'));
    };
  });
  if (present > version * DEXIE_VERSION_FACTOR) throw new NewerSchema(name);
}
