import { DurableObject } from 'cloudflare:workers';
import { parseBase64Url, toBase64Url, type Bytes } from '@undertone/base/bytes';
import type { EpochMs } from '@undertone/base/clock';
import { createTurns } from '@undertone/base/turns';
import type { AuditEntry, AuditMark } from '@undertone/contract/audit';
import { entryMessage, hashOfEntry, markMessage, type AuditEntryBody } from '@undertone/contract/audit-chain';
import type { AccountId } from '../db/account-id.ts';
import { databaseOf } from '../db/shard.ts';
import type { Environment } from '../environment.ts';
import { logEvent } from '../log.ts';
import { signingKeysOf } from '../secrets/deployment-keys.ts';
import type { SigningKeys } from '../secrets/signing-keys.ts';
import {
  landEntries,
  readLastExpired,
  readStoredHead,
  replaceByCheckpoint,
  type ChainHead,
  type WantedPast,
} from './audit-rows.ts';

/** A row as the audit hands it over; number and links are the chain's. */
export type AuditEntryParts = Omit<AuditEntryBody, 'chain' | 'seq' | 'prev'>;

export interface Appended {
  readonly entry: AuditEntry;
  /** The rows of the past that were asked for, this one last. */
  readonly recent: readonly AuditEntry[];
  /** The row before this one had vanished from the database, or was another. */
  readonly isWhole: boolean;
}

/** What the object keeps beside the database, so that nobody can shorten a chain there unseen. */
interface State {
  readonly chain: string;
  readonly head: ChainHead;
  /** Rows that the database has not confirmed yet. */
  readonly unlanded: readonly AuditEntry[];
}

const STATE = 'state';
const MOST_UNLANDED = 500;
const LAND_AGAIN_AFTER_MS = 60_000;

/**
 * One per chain of the audit. It numbers, links and signs rows one at a time and remembers the newest outside of D1.
 * A row is safe here before D1 is asked, so a database that is away loses none.
 */
export class AuditChain extends DurableObject<Environment> {
  #state: State | null = null;
  /** One at a time: an input gate does not hold while D1 is awaited. */
  readonly #inTurn = createTurns();
  #keys: Promise<SigningKeys> | null = null;

  append(chain: string, parts: AuditEntryParts, past: WantedPast | null): Promise<Appended> {
    return this.#inTurn(async () => {
      const state = await this.#load(chain);
      if (state.unlanded.length >= MOST_UNLANDED) throw new Error('the audit cannot be stored');
      const body = { ...parts, chain, seq: state.head.seq + 1, prev: state.head.hash };
      const hash = await hashOfEntry(body);
      const entry = { ...body, hash, ...(await this.#sign(entryMessage(hash))) };
      const grown: State = { chain, head: { seq: entry.seq, hash }, unlanded: [...state.unlanded, entry] };
      await this.#keep(grown);
      try {
        return { entry, ...(await this.#land(grown, past)) };
      } catch (error) {
        await this.#landLater(error);
        return { entry, recent: [entry], isWhole: true };
      }
    });
  }

  head(chain: string): Promise<ChainHead> {
    return this.#inTurn(async () => {
      const state = await this.#load(chain);
      if (state.unlanded.length > 0) await this.#land(state, null);
      return state.head;
    });
  }

  /** Removes the old rows at the front and leaves a signed checkpoint. 'broken': they are not as they were signed. */
  purge(chain: string, before: EpochMs, now: EpochMs): Promise<'purged' | 'nothing-old' | 'broken'> {
    return this.#inTurn(async () => {
      const state = await this.#load(chain);
      if (state.unlanded.length > 0) await this.#land(state, null);
      const database = this.#databaseOf(chain);
      const last = await readLastExpired(database, chain, before);
      if (last === null || last.seq > state.head.seq) return 'nothing-old';
      const keys = await this.#signingKeys();
      const signature = parseBase64Url(last.signature);
      // Nothing is vouched for that this deployment did not sign, as it was signed: with its date.
      const isGenuine =
        signature.ok &&
        (await hashOfEntry(last)) === last.hash &&
        (await keys.verify('audit', last.keyId, entryMessage(last.hash), signature.value));
      if (!isGenuine) return 'broken';
      const mark = { chain, seq: last.seq, hash: last.hash, at: now };
      const signed: AuditMark = { ...mark, ...(await this.#sign(markMessage('checkpoint', mark))) };
      await replaceByCheckpoint(database, signed);
      return 'purged';
    });
  }

  override async alarm(): Promise<void> {
    await this.#inTurn(async () => {
      const state = this.#state ?? (await this.ctx.storage.get<State>(STATE));
      if (state === undefined || state.unlanded.length === 0) return;
      // An alarm that throws is tried again for two minutes only, and then never.
      await this.#land(state, null).catch((error: unknown) => this.#landLater(error));
    });
  }

  async #load(chain: string): Promise<State> {
    this.#state ??= (await this.ctx.storage.get<State>(STATE)) ?? null;
    // Without a memory (a first row, or objects that were moved) the database's word is taken, this once.
    this.#state ??= { chain, head: await readStoredHead(this.#databaseOf(chain), chain), unlanded: [] };
    return this.#state;
  }

  async #keep(state: State): Promise<void> {
    await this.ctx.storage.put(STATE, state);
    this.#state = state;
  }

  async #land({ chain, head, unlanded }: State, past: WantedPast | null) {
    const [first, ...rest] = unlanded;
    if (first === undefined) throw new Error('nothing to store');
    const before = { seq: first.seq - 1, hash: first.prev };
    const landed = await landEntries(this.#databaseOf(chain), [first, ...rest], before, past);
    await this.#keep({ chain, head, unlanded: [] });
    return landed;
  }

  async #landLater(error: unknown): Promise<void> {
    logEvent('audit-not-stored', { error: error instanceof Error ? error.name : 'unknown' });
    await this.ctx.storage.setAlarm(Date.now() + LAND_AGAIN_AFTER_MS);
  }

  async #sign(message: Bytes) {
    const { keyId, signature } = await (await this.#signingKeys()).sign('audit', message);
    return { keyId, signature: toBase64Url(signature) };
  }

  #signingKeys(): Promise<SigningKeys> {
    this.#keys ??= signingKeysOf(this.env);
    return this.#keys;
  }

  #databaseOf(chain: string): D1Database {
    // A chain has its shard as an account has, by its own name.
    return databaseOf(chain as AccountId, [this.env.DB]);
  }
}
