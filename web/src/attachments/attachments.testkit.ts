import type { Bytes } from '@undertone/base/bytes';
import { err, ok } from '@undertone/base/result';
import type { ApiFailure, CallApi } from '../app/call-api.ts';

/** The attachment routes over a map, for tests of what speaks to them. */
export interface AttachmentServer {
  readonly callApi: CallApi;
  /** By `name/part`. */
  readonly parts: Map<string, Bytes>;
  /** Every call, as `route name/part`. */
  readonly calls: string[];
  /** What the next calls about one attachment answer instead, in order; the last one stays. */
  failures: (ApiFailure | null)[];
  /** What the next call about one attachment waits for before it is answered. */
  hold: Promise<void> | null;
}

export function createAttachmentServer(): AttachmentServer {
  const parts = new Map<string, Bytes>();
  const calls: string[] = [];
  const server: AttachmentServer = {
    parts,
    calls,
    failures: [],
    hold: null,
    callApi: (async (id: string, input: Input) => {
      const { name = '', part = '' } = input.params ?? {};
      const key = `${name}/${part}`;
      calls.push(`${id} ${key}`);
      const isList = id === 'attachments';
      if (!isList && server.hold !== null) {
        const { hold } = server;
        server.hold = null;
        await hold;
      }
      const failure = isList || server.failures.length === 0 ? null : server.failures[0]!;
      if (!isList && server.failures.length > 1) server.failures.shift();
      if (failure !== null) return err(failure);
      if (id === 'putAttachmentPart') {
        if (!parts.has(key)) parts.set(key, input.octets!.slice());
        return ok();
      }
      if (id === 'attachmentPart') {
        const bytes = parts.get(key);
        return bytes === undefined ? err({ code: 'not-found' }) : ok(bytes);
      }
      if (id === 'deleteAttachment') {
        for (const stored of parts.keys()) if (stored.startsWith(`${name}/`)) parts.delete(stored);
        return ok();
      }
      const names = [...new Set([...parts.keys()].map((stored) => stored.split('/')[0]!))];
      const attachments = names.map((each) => ({
        name: each,
        parts: [...parts.keys()]
          .filter((stored) => stored.startsWith(`${each}/`))
          .map((stored) => Number(stored.split('/')[1])),
        bytes: 0,
        storedAt: '2026-11-21T09:00:00.000Z',
      }));
      return ok({ attachments, more: false, quota: { usedBytes: 0, limitBytes: 1 } });
    }) as unknown as CallApi,
  };
  return server;
}

interface Input {
  readonly params?: { readonly name?: string; readonly part?: string };
  readonly octets?: Bytes;
}
