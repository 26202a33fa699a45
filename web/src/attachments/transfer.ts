import type { Clock } from '@undertone/base/clock';
import type { ApiFailure, CallApi } from '../app/call-api.ts';
import type { AttachmentId } from '../app/journal-port.ts';
import { backoffMs } from '../sync/backoff.ts';
import type { FileRefusal, FileRow, RemovalRow } from './attachment-rows.ts';
import { inBackground } from '../vault/in-background.ts';
import type { FilesDatabase } from './files-database.ts';

/** A part over a slow line. */
const PART_TIMEOUT_MS = 120_000;

export interface TransferParts {
  readonly database: FilesDatabase;
  readonly callApi: CallApi;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Runs once after `delayMs`; returns how to call it off. */
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  /** Whether the entry names the recording; `unknown` while its record cannot be read. */
  readonly isNamed: (row: Pick<FileRow, 'id' | 'entry'>) => Promise<boolean | 'unknown'>;
  /** Rows have changed. `sending`: this one is on its way. */
  readonly onChange: (sending: AttachmentId | null) => void;
}

/**
 * Sends what was kept and takes away what was removed, one thing at a time, until nothing is left to do. All that
 * matters stands in the database: killed anywhere, it goes on with the next part.
 */
export interface Transfer {
  /** Signed in: from now on it may speak to the server. What was refused is tried once more. */
  start(): Promise<void>;
  /** Signed out, or the session has ended: from now on it does only what needs no server. */
  pause(): void;
  /** The vault is being closed. */
  stop(): void;
  /** There is something new, or a network again. Resolves when nothing can be done now. */
  wake(): Promise<void>;
}

type Outcome = 'done' | 'later' | 'halt';

export function createTransfer(parts: TransferParts): Transfer {
  const { database, callApi, clock } = parts;
  let online = false;
  let stopped = false;
  let compared = false;
  let signIns = 0;
  let failures = 0;
  let retryAt = 0;
  let running: Promise<void> | null = null;
  let wanted = false;
  let cancelTimer: (() => void) | null = null;

  const setTimer = (delayMs: number): void => {
    cancelTimer?.();
    cancelTimer = parts.schedule(delayMs, () => {
      cancelTimer = null;
      // The timer and the clock need not agree to the millisecond.
      retryAt = 0;
      inBackground(wake());
    });
  };

  const afterFailure = ({ code, retryAfterMs = 0 }: ApiFailure): Outcome => {
    if (code === 'unauthenticated') return 'halt';
    failures++;
    const delayMs = Math.max(retryAfterMs, backoffMs(failures, parts.random()));
    retryAt = clock.now() + delayMs;
    setTimer(delayMs);
    return 'later';
  };

  const refuse = async (id: AttachmentId, refusal: FileRefusal): Promise<Outcome> => {
    await database.changeFile(id, (row) => ({ ...row, refusal }));
    return 'done';
  };

  const send = async (row: FileRow): Promise<Outcome> => {
    parts.onChange(row.id);
    for (let part = row.sent; part < row.parts; part++) {
      if (stopped || !online) return 'later';
      const octets = await database.part(row.id, part);
      // It was removed meanwhile, or has rotted here: there is nothing to send.
      if (octets === undefined) return refuse(row.id, 'refused');
      const input = { params: { name: row.name, part: String(part) }, octets };
      const reply = await callApi('putAttachmentPart', input, { timeoutMs: PART_TIMEOUT_MS });
      if (!reply.ok) {
        if (reply.error.code === 'quota-exceeded') return refuse(row.id, 'quota-exceeded');
        if (isFinal(reply.error.code)) return refuse(row.id, 'refused');
        return afterFailure(reply.error);
      }
      failures = 0;
      await database.changeFile(row.id, (present) => ({ ...present, sent: part + 1, refusal: null }));
    }
    return 'done';
  };

  /** `false`: it stays for when there is a server to tell. */
  const remove = async (row: RemovalRow): Promise<Outcome | false> => {
    const named = await parts.isNamed(row);
    if (named === 'unknown') return false;
    if (named) {
      await database.deleteRemoval(row.id);
      return 'done';
    }
    const file = await database.file(row.id);
    const isKnownThere = file === undefined || file.sent > 0;
    if (file !== undefined && !isKnownThere) {
      await database.deleteFile(row.id);
      await database.deleteRemoval(row.id);
      return 'done';
    }
    if (!online) return false;
    const reply = await callApi('deleteAttachment', { params: { name: row.name } });
    if (!reply.ok && !isFinal(reply.error.code)) return afterFailure(reply.error);
    failures = 0;
    await database.deleteFile(row.id);
    await database.deleteRemoval(row.id);
    await retryRefused();
    return 'done';
  };

  /** What the server holds decides what is still to be sent: it may have been restored, or be further than we know. */
  const compare = async (): Promise<Outcome> => {
    const files = await database.files();
    // Who keeps no recordings makes no request for them.
    compared = files.length === 0;
    if (compared) return 'done';
    const held = new Map<string, ReadonlySet<number>>();
    let query: { after?: string } = {};
    for (;;) {
      const page = await callApi('attachments', { query });
      if (!page.ok) return isFinal(page.error.code) ? 'done' : afterFailure(page.error);
      for (const { name, parts: stored } of page.value.attachments) held.set(name, new Set(stored));
      const last = page.value.attachments.at(-1);
      if (!page.value.more || last === undefined) break;
      query = { after: last.name };
    }
    for (const { id, name, parts: count, sent } of files) {
      const stored = held.get(name);
      let present = 0;
      while (present < count && stored?.has(present) === true) present++;
      if (present !== sent) await database.changeFile(id, (row) => ({ ...row, sent: present }));
    }
    compared = true;
    return 'done';
  };

  const retryRefused = async (): Promise<void> => {
    for (const { id, refusal } of await database.files()) {
      if (refusal !== null) await database.changeFile(id, (row) => ({ ...row, refusal: null }));
    }
  };

  const runOnce = async (): Promise<Outcome> => {
    const now = clock.now();
    const removals = await database.removals();
    const waiting = new Set(removals.map(({ id }) => id));
    for (const row of removals.filter(({ dueAt }) => dueAt <= now)) {
      const outcome = await remove(row);
      if (outcome === 'later' || outcome === 'halt') return outcome;
    }
    if (online && !compared) {
      const outcome = await compare();
      if (outcome !== 'done') return outcome;
    }
    const rows = online ? await database.files() : [];
    for (const row of rows) {
      if (!row.complete || row.sent === row.parts || row.refusal !== null || waiting.has(row.id)) continue;
      const outcome = await send(row);
      parts.onChange(null);
      if (outcome !== 'done') return outcome;
    }
    const next = Math.min(...removals.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt > now));
    if (Number.isFinite(next)) setTimer(Math.min(next - now, LONGEST_TIMER_MS));
    return 'done';
  };

  const goesOn = (): boolean => wanted && !stopped;
  const run = async (): Promise<void> => {
    do {
      wanted = false;
      const signIn = signIns;
      const outcome = await runOnce();
      parts.onChange(null);
      // How it went for the former session says nothing of the one that began meanwhile.
      if (signIn !== signIns) continue;
      if (outcome === 'halt') online = false;
      if (outcome !== 'done') return;
    } while (goesOn());
  };

  const wake = (): Promise<void> => {
    if (stopped || clock.now() < retryAt) return Promise.resolve();
    if (running !== null) {
      wanted = true;
      return running;
    }
    running = run().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    async start() {
      signIns++;
      online = true;
      compared = false;
      retryAt = 0;
      await retryRefused();
      await wake();
    },
    pause() {
      online = false;
    },
    stop() {
      stopped = true;
      online = false;
      cancelTimer?.();
      cancelTimer = null;
    },
    wake() {
      if (failures > 0 && running === null) retryAt = 0;
      return wake();
    },
  };
}

/** Timers count in 32 bits. */
const LONGEST_TIMER_MS = 24 * 3_600_000;

/** Said again, it would be refused again. */
function isFinal(code: ApiFailure['code']): boolean {
  return code === 'invalid-request' || code === 'payload-too-large' || code === 'not-found';
}
