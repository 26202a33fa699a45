import { utf8, type Bytes } from '@undertone/base/bytes';
import type { Clock } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { ApiFailure } from '../app/call-api.ts';
import { formatMoment } from '../app/formats.ts';
import { t } from '../app/i18n.ts';
import type { AttachmentRef, Entry } from '../app/journal-port.ts';
import type { Services } from '../app/services.ts';
import { HTML_FOOT, htmlHead, toHtmlEntry } from './journal-html.ts';
import { toJsonEntry } from './journal-json.ts';
import { createZipWriter, type ZipWriter } from './zip-writer.ts';

/** Version of the files in the archive: docs/format.md, “The readable export”. */
const FORMAT = 'undertone-export/1';

/** Entries between two pauses, in which the screen goes on. */
const ENTRIES_AT_ONCE = 50;

export type ExportStep = 'server' | 'entries' | 'recordings';

export interface ExportOptions {
  readonly hasAccount: boolean;
  readonly signal: AbortSignal;
  /** `total` is `null` while it is not known. */
  readonly onProgress: (step: ExportStep, done: number, total: number | null) => void;
  readonly clock: Clock;
  /** Lets what waits for the main thread have it. */
  readonly pause: () => Promise<void>;
}

export interface Exported {
  readonly file: Blob;
  /** Recordings that could not be opened. */
  readonly missing: number;
}

export type ExportFailure = ApiFailure | { readonly code: 'cancelled' };

type ExportServices = Pick<
  Services,
  'attachments' | 'callApi' | 'journal' | 'profile' | 'readings' | 'stepUp'
>;

/**
 * Everything that this device can open and the server holds, in one archive. The server is asked first, because it may
 * ask who is there.
 */
export async function exportEverything(
  services: ExportServices,
  options: ExportOptions,
): Promise<Result<Exported, ExportFailure>> {
  const { signal, clock, hasAccount } = options;
  const zip = createZipWriter(new Date(clock.now()));
  await zip.add('readme.txt', [utf8(t('takeoutFile.readme'))], 'deflated');
  const cancelled = err({ code: 'cancelled' } as const);

  if (hasAccount) {
    const added = await addServerRows(zip, services, options);
    if (!added.ok) return signal.aborted ? cancelled : added;
  }
  const profile = services.profile.values.value;
  if (profile.size > 0)
    await zip.add('profile.json', [utf8(`${JSON.stringify(Object.fromEntries(profile))}\n`)], 'deflated');
  const entries = services.journal.entries.value;
  const recordings = await addRecordings(zip, entries, services, options);
  if (signal.aborted) return cancelled;
  await addEntries(zip, entries, recordings.files, services, options);
  if (signal.aborted) return cancelled;
  return ok({ file: zip.finish(), missing: recordings.missing });
}

async function addServerRows(
  zip: ZipWriter,
  { callApi, stepUp }: ExportServices,
  { signal, onProgress }: ExportOptions,
): Promise<Result<void, ApiFailure>> {
  let failure: ApiFailure | null = null;
  async function* pages(): AsyncGenerator<Bytes, void, void> {
    let after: string | undefined;
    for (let lines = 0; ;) {
      onProgress('server', lines, null);
      const page = await stepUp.withStepUp(() => callApi('exportAccount', { query: { after } }, { signal }));
      if (!page.ok) {
        failure = page.error;
        return;
      }
      lines += page.value.lines.length;
      yield utf8(page.value.lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      if (page.value.next === null) return;
      after = page.value.next;
    }
  }
  await zip.add('account.ndjson', pages(), 'deflated');
  if (failure !== null) return err(failure);
  const audit = await callApi('exportAudit', {}, { signal });
  if (!audit.ok) return audit;
  await zip.add('audit.json', [utf8(JSON.stringify(audit.value))], 'deflated');
  return ok();
}

async function addRecordings(
  zip: ZipWriter,
  entries: readonly Entry[],
  { attachments }: ExportServices,
  { signal, onProgress }: ExportOptions,
): Promise<{ readonly files: ReadonlyMap<string, string>; readonly missing: number }> {
  const files = new Map<string, string>();
  const kept = entries.flatMap((entry) => entry.attachments.map((attachment) => ({ entry, attachment })));
  let missing = 0;
  for (const [index, { entry, attachment }] of kept.entries()) {
    onProgress('recordings', index, kept.length);
    const opened = await attachments.open(entry.id, attachment, { signal });
    if (signal.aborted) break;
    if (!opened.ok) {
      missing++;
      continue;
    }
    const name = `recordings/${entry.localDate}-${attachment.id}.${extensionOf(attachment)}`;
    await zip.add(name, [new Uint8Array(await opened.value.arrayBuffer())], 'stored');
    files.set(attachment.id, name);
  }
  return { files, missing };
}

async function addEntries(
  zip: ZipWriter,
  entries: readonly Entry[],
  recordings: ReadonlyMap<string, string>,
  { readings }: ExportServices,
  { clock, signal, onProgress, pause }: ExportOptions,
): Promise<void> {
  const total = entries.length * 2;
  async function* pieces(from: number, write: (entry: Entry) => string): AsyncGenerator<Bytes, void, void> {
    for (let start = 0; start < entries.length && !signal.aborted; start += ENTRIES_AT_ONCE) {
      onProgress('entries', from + start, total);
      yield utf8(
        entries
          .slice(start, start + ENTRIES_AT_ONCE)
          .map(write)
          .join(''),
      );
      await pause();
    }
  }
  async function* html(): AsyncGenerator<Bytes, void, void> {
    yield utf8(htmlHead(formatMoment(clock.now())));
    yield* pieces(0, (entry) =>
      toHtmlEntry(entry, entry.scores.length === 0 ? null : readings.readingOf(entry), recordings),
    );
    yield utf8(HTML_FOOT);
  }
  async function* json(): AsyncGenerator<Bytes, void, void> {
    const exportedAt = new Date(clock.now()).toISOString();
    yield utf8(`{"format":"${FORMAT}","exportedAt":"${exportedAt}","entries":[`);
    let isFirst = true;
    yield* pieces(entries.length, (entry) => {
      const comma = isFirst ? '\n' : ',\n';
      isFirst = false;
      return comma + JSON.stringify(toJsonEntry(entry, recordings));
    });
    yield utf8('\n]}\n');
  }
  await zip.add('journal.html', html(), 'deflated');
  await zip.add('journal.json', json(), 'deflated');
}

/** As players know it. */
function extensionOf({ mediaType }: AttachmentRef): string {
  const subtype = /^[a-z]+\/([a-z0-9.+-]+)/.exec(mediaType)?.[1] ?? '';
  const known: Readonly<Record<string, string>> = { mp4: 'm4a', mpeg: 'mp3', 'x-wav': 'wav', wave: 'wav' };
  return known[subtype] ?? (/^[a-z0-9]{1,5}$/.test(subtype) ? subtype : 'audio');
}
