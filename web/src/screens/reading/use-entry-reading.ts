import { useEffect, useState } from 'preact/hooks';
import type { Entry } from '../../app/journal-port.ts';
import { readEntry, type ReadOutcome } from '../../app/read-entry.ts';
import { useServices } from '../../app/services-context.ts';

export type ReadFailure = Extract<
  ReadOutcome,
  'no-webassembly' | 'model-corrupt' | 'model-missing' | 'crashed' | 'not-kept'
>;

export type EntryReadingState =
  | { readonly kind: 'nothing-to-read' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'read' }
  | { readonly kind: 'failed'; readonly failure: ReadFailure; readonly retry: () => void };

const FAILURES: readonly ReadOutcome[] = [
  'no-webassembly',
  'model-corrupt',
  'model-missing',
  'crashed',
  'not-kept',
] satisfies ReadFailure[];

/** Reads an entry whose words have no reading yet: just kept, just edited, or left unread by a closed tab. */
export function useEntryReading(entry: Entry): EntryReadingState {
  const services = useServices();
  const [failure, setFailure] = useState<ReadFailure | null>(null);
  const [attempt, setAttempt] = useState(0);
  const blank = entry.text.trim() === '';
  const read = entry.scores.some(({ modality }) => modality === 'text');

  useEffect(() => {
    if (blank || read) return;
    const stop = new AbortController();
    setFailure(null);
    void readEntry(services, entry.id, stop.signal).then((outcome) => {
      if (!stop.signal.aborted && FAILURES.includes(outcome)) setFailure(outcome as ReadFailure);
    });
    return () => stop.abort();
  }, [services, entry.id, entry.text, blank, read, attempt]);

  if (blank) return { kind: 'nothing-to-read' };
  if (read) return { kind: 'read' };
  if (failure !== null) return { kind: 'failed', failure, retry: () => setAttempt(attempt + 1) };
  return { kind: 'reading' };
}
