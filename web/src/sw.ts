import { systemClock, systemRandom, type EpochMs } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { LEDGER_CHANNEL, ledgerPath, type LedgerLine } from './app/ledger-line.ts';
import { isHeavy, isOnDemand, readBuildList, type ListedFile } from './offline/build-list.ts';
import {
  cacheKey,
  dropStaleFiles,
  FILES_CACHE,
  obtainFile,
  type BuildFile,
} from './offline/verified-files.ts';
import { openDeviceDatabase } from './storage/device-database.ts';

// oxlint-disable-next-line no-underscore-dangle -- the build looks for this very name
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly ListedFile[] };

/** Replaced at build time by every file of this build with its hash. */
// oxlint-disable-next-line no-underscore-dangle -- see above
const BUILD = readBuildList(self.__WB_MANIFEST);
// Heavy files are the page's to fetch: it shows how far they are.
const OWN = BUILD.filter((file) => !isHeavy(file));
const OWN_BY_PATH = new Map(OWN.map((file) => [file.url, file]));
const SHELL = OWN.filter((file) => !isOnDemand(file));
const DOCUMENT = OWN_BY_PATH.get('/');
/** Pages that stand without the app. */
const isPage = (path: string) => /^\/help\/[a-z]+$/.test(path);
const ORIGIN = self.location.origin;

const channel = new BroadcastChannel(LEDGER_CHANNEL);
const database = openDeviceDatabase();

/** See [Note: One way out]: these are the service worker's own requests, in the same ledger. */
async function fetchNoted(url: string, cache: 'default' | 'reload'): Promise<Response> {
  const line = { at: systemClock.now(), path: ledgerPath(url), responseBytes: null };
  try {
    // A page's address stays the same from build to build, so a cached copy of it may be an older one.
    const response = await fetch(url, {
      cache: url === '/' || isPage(url) ? 'reload' : cache,
      redirect: 'error',
    });
    const body = await response.clone().arrayBuffer();
    if (!(await cameFromHttpCache(url))) {
      note({ ...line, responseBytes: body.byteLength, status: response.status });
    }
    return response;
  } catch (failure) {
    note({ ...line, status: 'failed' });
    throw failure;
  }
}

/** Then nothing left the device. Where the browser keeps no record it counts as sent. */
async function cameFromHttpCache(url: string): Promise<boolean> {
  // The record is written after the body's end, in a task of its own.
  await new Promise((resolve) => setTimeout(resolve));
  const timing = performance.getEntriesByName(new URL(url, ORIGIN).href, 'resource').at(-1);
  return timing instanceof PerformanceResourceTiming && timing.transferSize === 0;
}

function note(outcome: Pick<LedgerLine, 'path' | 'responseBytes' | 'status'> & { at: EpochMs }): void {
  const line: LedgerLine = {
    ...outcome,
    id: createUuid(systemRandom),
    method: 'GET',
    via: 'fetch',
    requestBytes: 0,
    fields: [],
  };
  channel.postMessage(line);
  void database.then((rows) => rows?.put('ledger', line.id, line)).catch(() => undefined);
}

async function obtain(file: BuildFile): Promise<Response> {
  const cache = await caches.open(FILES_CACHE);
  const obtained = await obtainFile(file, { cache, fetchFile: fetchNoted, origin: ORIGIN });
  if (obtained.ok) return obtained.value;
  if (obtained.error === 'corrupt') return Response.error();
  // Offline and not kept: perhaps the build before this one named it.
  return (await cache.match(new URL(file.url, ORIGIN).href, { ignoreSearch: true })) ?? Response.error();
}

async function install(): Promise<void> {
  const cache = await caches.open(FILES_CACHE);
  const queue = [...SHELL];
  const worker = async (): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const obtained = await obtainFile(file, { cache, fetchFile: fetchNoted, origin: ORIGIN });
      // Half a shell is worse than the version before: a failed install changes nothing.
      if (!obtained.ok) throw new Error(`${obtained.error}: ${file.url}`);
      if ((await cache.match(cacheKey(file, ORIGIN))) === undefined) throw new Error(`not kept: ${file.url}`);
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

const PREVIOUS_BUILD = new URL('/.undertone/build-list', ORIGIN).href;

async function activate(): Promise<void> {
  const cache = await caches.open(FILES_CACHE);
  const kept = await cache.match(PREVIOUS_BUILD);
  const previous = kept === undefined ? [] : ((await kept.json()) as readonly BuildFile[]);
  await dropStaleFiles(cache, [BUILD, previous], ORIGIN);
  await cache.put(PREVIOUS_BUILD, new Response(JSON.stringify(BUILD)));
  await self.clients.claim();
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

// Never on its own: a tab in the middle of a sentence keeps the version it started with.
self.addEventListener('message', (event) => {
  if (event.data === 'apply-update') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  // The API and whatever else is not ours to keep goes by untouched: the tab that asked keeps the ledger. Under /dev/
  // a local server shows what it would have mailed; a deployed one has nothing there.
  if (
    event.request.method !== 'GET' ||
    url.origin !== ORIGIN ||
    /^\/(?:api|dev|\.well-known)\//.test(url.pathname)
  )
    return;
  const file = OWN_BY_PATH.get(url.pathname);
  if (event.request.mode === 'navigate') {
    const page = isPage(url.pathname) ? file : DOCUMENT;
    if (page !== undefined) event.respondWith(obtain(page));
    return;
  }
  if (file !== undefined) {
    event.respondWith(obtain(file));
    return;
  }
  if (url.pathname.startsWith('/assets/')) event.respondWith(obtainOlder(event.request));
});

/** A tab of the build before this one still loads its screens, also offline. */
async function obtainOlder(request: Request): Promise<Response> {
  const cache = await caches.open(FILES_CACHE);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}
