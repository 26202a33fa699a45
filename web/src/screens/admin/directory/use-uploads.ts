import type { DirectoryImport, NewImport } from '@undertone/contract/directory-import';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useServices } from '../../../app/services-context.ts';
import { sendParts, type UploadFailure, type Wait } from './send-parts.ts';

export interface Upload {
  readonly importId: string;
  readonly file: File;
  readonly isDryRun: boolean;
  readonly sentBytes: number;
  readonly isSending: boolean;
  readonly failure: UploadFailure | null;
}

/** What was sent from this page: its file and settings, to import it for good once it was checked. */
interface Sent {
  readonly file: File;
  readonly options: NewImport;
}

export interface Uploads {
  /** One at a time. */
  readonly current: Upload | null;
  /** Sends what the server lacks of an import's file, then has it read. */
  send(imported: DirectoryImport, file: File, isDryRun: boolean): Promise<void>;
  /** After it the server keeps what has arrived. */
  pause(): void;
  remember(importId: string, sent: Sent): void;
  sentAs(importId: string): Sent | null;
}

/** Uploads live as long as the screen; `onChanged` is told when the server knows more of one. */
export function useUploads(wait: Wait, onChanged: () => Promise<void>): Uploads {
  const { callApi } = useServices();
  const [current, setCurrent] = useState<Upload | null>(null);
  const stop = useRef(new AbortController());
  const sent = useRef(new Map<string, Sent>());
  useEffect(() => () => stop.current.abort(), []);

  return {
    current,
    async send(imported, file, isDryRun) {
      stop.current.abort();
      stop.current = new AbortController();
      const { signal } = stop.current;
      const begun: Upload = {
        ...{ importId: imported.id, file, isDryRun },
        ...{ sentBytes: 0, isSending: true, failure: null },
      };
      let latest = begun;
      const show = (change: Partial<Upload>) => {
        latest = { ...latest, ...change };
        // Another upload may have taken its place.
        if (stop.current.signal === signal) setCurrent(latest);
      };
      show({});
      const params = { import: imported.id };
      const stored = await sendParts(
        { callApi, wait },
        {
          ...{ importId: imported.id, file, received: imported.partsReceived, signal },
          onSent: (sentBytes) => show({ sentBytes }),
        },
      );
      const started = stored.ok
        ? await callApi('startDirectoryImport', { params, body: { dryRun: isDryRun } }, { signal })
        : stored;
      if (started.ok) {
        if (stop.current.signal === signal) setCurrent(null);
      } else {
        show({ isSending: false, failure: started.error.code === 'aborted' ? null : started.error });
      }
      await onChanged();
    },
    pause: () => stop.current.abort(),
    remember: (importId, what) => void sent.current.set(importId, what),
    sentAs: (importId) => sent.current.get(importId) ?? null,
  };
}
