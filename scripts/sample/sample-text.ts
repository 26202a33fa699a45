import type { SampleEntry } from './sample-entries.ts';
import type { SampleFormat } from './sample-format.ts';

/** Large enough that a million rows are a few hundred writes. */
const CHUNK_CHARS = 1 << 20;

/** The file of a sample, in pieces. */
export function* sampleText(entries: Iterable<SampleEntry>, format: SampleFormat): Generator<string, void> {
  let chunk = format.head;
  let number = 0;
  for (const entry of entries) {
    chunk += format.row(entry, number++);
    if (chunk.length < CHUNK_CHARS) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk + format.foot;
}
