import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { err, ok, type Result } from '@undertone/base/result';
import { createTurns } from '@undertone/base/turns';
import type { Consents } from '@undertone/contract/sync';
import { MODALITIES, type Modality } from '@undertone/emotion/modality';
import type { ApiFailure, CallApi } from '../app/call-api.ts';
import type { ConsentPort } from '../app/services.ts';
import type { TabSignal } from '../app/tab-signal.ts';
import type { DeviceDatabase } from '../storage/device-database.ts';

export type Granted = Readonly<Record<Modality, boolean>>;

export const NOTHING_GRANTED = Object.fromEntries(MODALITIES.map((modality) => [modality, false])) as Granted;

export interface Consent extends ConsentPort {
  /** As last known on this device, so that it holds offline from the start. */
  load(): Promise<void>;
  /**
   * Call when an exchange begins; what it returns takes what the exchange said, unless a consent was given meanwhile,
   * which the server may not have known. A server can only narrow: its yes counts where a person said yes on this
   * device, so that a hostile one cannot consent for anybody. A revocation that it has not heard of yet stays in force.
   */
  askServer(): (consents: Consents) => Promise<void>;
  /** Tells the server of revocations made offline; `true` when none is left. Call before sending anything. */
  settleRevocations(): Promise<boolean>;
  /** Whose consents these are. What is owed to one journal's account outlives a sign-out, and is told to no other. */
  belongTo(vaultId: string): Promise<void>;
}

interface ConsentRow {
  readonly vaultId: string | null;
  /** What may be sent: said on this device, and not taken back on another. */
  readonly granted: Granted;
  /** What the person said on this device. */
  readonly said: Granted;
  readonly owed: readonly Modality[];
}

const NOTHING_SAID = { granted: NOTHING_GRANTED, said: NOTHING_GRANTED, owed: [] };

const CONSENTS = 'consents';

export function createConsent(parts: {
  readonly callApi: CallApi;
  readonly database: DeviceDatabase | null;
  readonly hasAccount: ReadonlySignal<boolean>;
  /** Other tabs look again at what is granted. */
  readonly tabs: TabSignal;
  /** At once after a revocation: numbers that wait to be sent must not be. */
  readonly onNarrowed: (granted: Granted) => Promise<void>;
}): Consent {
  const row = signal<ConsentRow>({ vaultId: null, ...NOTHING_SAID });
  const granted = computed(() => (parts.hasAccount.value ? row.value.granted : NOTHING_GRANTED));
  let given = 0;
  /** How often each was taken back in this tab. */
  const revoked: Record<Modality, number> = { text: 0, voice: 0, face: 0 };
  let changing = 0;
  /** What is in force here never reached the disk: what is there may be older. */
  let isAhead = false;

  /** In force in memory at once. On the disk it changes what is there: another tab may just have taken a consent back. */
  const keep = async (change: (current: ConsentRow) => ConsentRow): Promise<void> => {
    const next = change(row.value);
    row.value = next;
    changing++;
    const kept = await parts.database
      ?.change('state', CONSENTS, (stored) => {
        const other = parseConsentRow(stored);
        return other === null || isAhead ? row.value : change(other);
      })
      // A full disk only makes the next start ask the server.
      .catch(() => null);
    changing--;
    isAhead = kept === null;
    if (kept && changing === 0) row.value = kept;
    parts.tabs.tell();
  };

  const load = async (): Promise<void> => {
    const stored = parseConsentRow(await parts.database?.get('state', CONSENTS));
    // What is being kept here takes in what another tab kept.
    if (stored !== null && changing === 0) row.value = isAhead ? narrower(row.value, stored) : stored;
  };

  parts.tabs.listen(() => void load());

  const applyServer = async (consents: Consents): Promise<void> => {
    const { granted: before, said } = row.value;
    const next = both(consents, said);
    if (MODALITIES.every((modality) => next[modality] === before[modality])) return;
    await keep((current) => ({ ...current, granted: both(consents, current.said) }));
    if (MODALITIES.some((modality) => before[modality] && !next[modality]))
      await parts.onNarrowed(granted.value);
  };

  /** The server hears what the person said in the order in which it was said. */
  const inTurn = createTurns();

  const tellRevocations = async (): Promise<boolean> => {
    for (const modality of row.value.owed) {
      const told = await parts.callApi('setConsent', { params: { modality }, body: { granted: false } });
      if (!told.ok) return false;
      await keep((current) => ({ ...current, owed: current.owed.filter((other) => other !== modality) }));
    }
    return true;
  };

  return {
    granted,
    load,
    askServer() {
      const known = given;
      return async (consents) => {
        if (known === given) await applyServer(consents);
      };
    },
    settleRevocations: () => inTurn(tellRevocations),
    async belongTo(vaultId) {
      if (row.value.vaultId === vaultId) return;
      await keep((current) => (current.vaultId === vaultId ? current : { vaultId, ...NOTHING_SAID }));
    },
    grant(modality) {
      const before = revoked[modality];
      return inTurn(async () => {
        // An older "no" comes first, so that what was sent before it is deleted all the same.
        if (!(await tellRevocations())) return err('offline');
        // It was taken back before its turn came.
        if (before !== revoked[modality]) return ok();
        const told = await parts.callApi('setConsent', { params: { modality }, body: { granted: true } });
        if (!told.ok) return err(toConsentFailure(told.error));
        given++;
        // Owed again: it was taken back while it was being given.
        await keep((current) => (current.owed.includes(modality) ? current : said(current, modality, true)));
        await applyServer(told.value);
        return ok();
      });
    },
    async revoke(modality): Promise<Result<void, 'server-refused'>> {
      revoked[modality]++;
      await keep((current) => ({
        ...said(current, modality, false),
        owed: [...new Set([...current.owed, modality])],
      }));
      await parts.onNarrowed(granted.value);
      await inTurn(tellRevocations);
      return ok();
    },
  };
}

function said(row: ConsentRow, modality: Modality, value: boolean): ConsentRow {
  return {
    ...row,
    granted: { ...row.granted, [modality]: value },
    said: { ...row.said, [modality]: value },
  };
}

function both(one: Granted, other: Granted): Granted {
  return Object.fromEntries(
    MODALITIES.map((modality) => [modality, one[modality] && other[modality]]),
  ) as Granted;
}

function narrower(one: ConsentRow, other: ConsentRow): ConsentRow {
  if (one.vaultId !== other.vaultId) return other;
  return {
    vaultId: one.vaultId,
    granted: both(one.granted, other.granted),
    said: both(one.said, other.said),
    owed: [...new Set([...one.owed, ...other.owed])],
  };
}

function toConsentFailure({ code }: ApiFailure): 'offline' | 'server-refused' | 'sponsored' {
  if (code === 'forbidden') return 'sponsored';
  return code === 'offline' || code === 'timeout' || code === 'aborted' ? 'offline' : 'server-refused';
}

function parseConsentRow(stored: unknown): ConsentRow | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { vaultId, granted, said, owed } = stored as Partial<Record<keyof ConsentRow, unknown>>;
  if (!Array.isArray(owed)) return null;
  return {
    vaultId: typeof vaultId === 'string' ? vaultId : null,
    granted: parseGranted(granted),
    said: parseGranted(said),
    owed: MODALITIES.filter((modality) => owed.includes(modality)),
  };
}

function parseGranted(stored: unknown): Granted {
  const kept = (typeof stored === 'object' && stored !== null ? stored : {}) as Partial<
    Record<Modality, unknown>
  >;
  return Object.fromEntries(MODALITIES.map((modality) => [modality, kept[modality] === true])) as Granted;
}
