import { signal } from '@preact/signals';
import type { Clock, RandomBytes } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import type { AttachmentPlace, AttachmentsPort } from '../app/attachments-port.ts';
import type { CallApi } from '../app/call-api.ts';
import type { AttachmentId, EntryId } from '../app/journal-port.ts';
import type { BackupRecordings } from '../backup/backup-recordings.ts';
import type { Leadership } from '../sync/leadership.ts';
import { StorageFailure } from '../sync/store-tables.ts';
import { inBackground } from '../vault/in-background.ts';
import type { TabChannel } from '../vault/tab-channel.ts';
import type { Vault } from '../vault/vault.ts';
import type { VaultSession } from '../vault/vault-session.ts';
import type { AttachmentSession } from './attachment-session.ts';
import type { FileRow } from './attachment-rows.ts';

export interface Attachments extends AttachmentsPort {
  /** What backups carry. */
  readonly recordings: BackupRecordings;
  /** Signed in with a session that holds. */
  resume(): void;
  /** Signed out, or the session has ended: what waits, waits. */
  pause(): void;
  /** The tab came back to the front, or the network did. */
  wake(): void;
}

export interface AttachmentsParts {
  readonly vault: Vault;
  readonly callApi: CallApi;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** In [0, 1). */
  readonly random: () => number;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  readonly leadership: Leadership;
  readonly tabs: TabChannel;
}

const GONE = { code: 'storage-unavailable' } as const;

/** Recordings are rare: what handles them comes behind the screen. Where it does not come, nothing can be stored. */
const loadSession = () =>
  import('./attachment-session.ts').catch((cause: unknown) => {
    throw new StorageFailure('storage-unavailable', cause);
  });

/** The recordings of whichever vault is open; of a device's tabs one sends. */
export function createAttachments(parts: AttachmentsParts): Attachments {
  const { vault, tabs } = parts;
  const places = signal<ReadonlyMap<AttachmentId, AttachmentPlace>>(new Map());
  const usage = signal({ count: 0, bytes: 0 });
  let opening: Promise<AttachmentSession> | null = null;
  let linked = false;
  let leading = false;
  let release: (() => void) | null = null;

  const show = (rows: readonly FileRow[], sending: AttachmentId | null): void => {
    places.value = new Map(rows.map((row) => [row.id, row.id === sending ? 'uploading' : placeOf(row)]));
    usage.value = { count: rows.length, bytes: rows.reduce((sum, row) => sum + row.sealedBytes, 0) };
  };

  const openSession = async (session: VaultSession): Promise<AttachmentSession> =>
    (await loadSession()).openAttachmentSession({
      ...parts,
      session,
      edit: (id, changes) => vault.journal.edit(id, changes),
      isLinked: () => linked,
      show: (rows, sending) => {
        if (vault.session.value === session) show(rows, sending);
      },
      onChanged: () => {
        tabs.tell({ kind: 'attachments-changed' });
        if (leading) wakeLoop();
      },
    });

  /** `null` without an open vault. Throws `StorageFailure`. */
  const current = async (): Promise<AttachmentSession | null> => {
    const session = vault.session.value;
    if (session === null) return null;
    const present = opening === null ? null : await opening.catch(() => null);
    if (present?.session === session) return present;
    opening = openSession(session);
    return opening;
  };

  const withCurrent = (act: (open: AttachmentSession) => Promise<unknown>): void => {
    inBackground(current().then((open) => (open === null ? undefined : act(open))));
  };
  const wakeLoop = (): void => withCurrent(({ transfer }) => transfer.wake());
  const startLoop = (): void =>
    withCurrent(async ({ transfer }) => {
      if (leading) await (linked ? transfer.start() : transfer.wake());
    });

  const leave = (former: Promise<AttachmentSession> | null): void => {
    inBackground(
      (former ?? Promise.resolve(null)).then((open) => {
        open?.transfer.stop();
        open?.close();
      }),
    );
  };

  vault.session.subscribe((session) => {
    leave(opening);
    opening = null;
    show([], null);
    release?.();
    leading = false;
    if (session === null) return;
    release = parts.leadership.seek(() => {
      leading = true;
      startLoop();
    });
  });
  vault.onForgotten((entry, refs) => {
    const dueAt = parts.clock.now();
    withCurrent(async (open) => {
      for (const { id } of refs) await open.planRemoval(entry, id, dueAt);
    });
  });
  tabs.listen((message) => {
    if (message.kind !== 'attachments-changed') return;
    withCurrent(async (open) => {
      await open.refresh();
      if (leading) await open.transfer.wake();
    });
  });

  return {
    places,
    usage,
    recordings: {
      list: async () => (await current())?.recordings.list() ?? [],
      part: async (...given) => (await current())?.recordings.part(...given),
      async take(...given) {
        try {
          return (await (await current())?.recordings.take(...given)) ?? err('locked');
        } catch (error) {
          if (error instanceof StorageFailure) return err(error.code);
          throw error;
        }
      },
    },
    async keep(...given) {
      try {
        return (await (await current())?.keep(...given)) ?? err(GONE);
      } catch (error) {
        if (error instanceof StorageFailure) return err({ code: error.code });
        throw error;
      }
    },
    async open(...given) {
      try {
        return (await (await current())?.open(...given)) ?? err('storage-unavailable');
      } catch (error) {
        if (error instanceof StorageFailure) return err('storage-unavailable');
        throw error;
      }
    },
    async remove(entry: EntryId, id: AttachmentId) {
      const removed = await vault.journal.edit(entry, { detach: id });
      if (!removed.ok) return removed;
      const now = parts.clock.now();
      // What cannot be noted now is found at the next start.
      withCurrent(async (open) => {
        const { REMOVAL_GRACE_MS } = await loadSession();
        await open.planRemoval(entry, id, now + REMOVAL_GRACE_MS);
      });
      return ok();
    },
    // A removal that waits sees, before it acts, that the entry names the recording again.
    restore: (entry, ref) => vault.journal.edit(entry, { attach: ref }),
    resume() {
      linked = true;
      if (leading) startLoop();
    },
    pause() {
      linked = false;
      inBackground((opening ?? Promise.resolve(null)).then((open) => open?.transfer.pause()));
    },
    wake() {
      if (leading) wakeLoop();
    },
  };
}

function placeOf({ sent, parts, refusal }: FileRow): AttachmentPlace {
  if (sent === parts) return 'stored';
  return refusal === null ? 'here' : 'refused';
}
