import type { RecordId } from '@undertone/contract/primitives';
import type { EntryDocument } from './entry-document.ts';
import type { VaultSession } from './vault-session.ts';

export type SomeEntries =
  | AsyncIterable<readonly [RecordId, EntryDocument]>
  | Iterable<readonly [RecordId, EntryDocument]>;

export async function* inPages(
  entries: SomeEntries,
): AsyncIterable<readonly (readonly [RecordId, EntryDocument])[]> {
  let page: (readonly [RecordId, EntryDocument])[] = [];
  for await (const entry of entries) {
    page.push(entry);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  yield page;
}

const PAGE = 200;

/** Every record that opens, newest first. */
export async function* documentsOf({
  store,
  records,
}: VaultSession): AsyncIterable<readonly (readonly [RecordId, EntryDocument])[]> {
  let before: number | null = null;
  for (;;) {
    const rows: Awaited<ReturnType<typeof store.pageRecords>> = await store.pageRecords(before, PAGE);
    if (rows.length === 0) return;
    before = rows.at(-1)!.order;
    const entries: (readonly [RecordId, EntryDocument])[] = [];
    for (const { recordId } of rows) {
      const read = await records.read(recordId);
      if (read.ok && read.value !== null) entries.push([recordId, read.value]);
    }
    yield entries;
  }
}
