import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { err, ok, type Result } from '@undertone/base/result';
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
  /** What an exchange or a sign-in said. A revocation that the server has not heard of yet stays in force. */
  applyServer(consents: Consents): Promise<void>;
  /** Tells the server of revocations made offline; `true` when none is left. Call before sending anything. */
  settleRevocations(): Promise<boolean>;
  /** Whose consents these are. What is owed to one journal's account outlives a sign-out, and is told to no other. */
  belongTo(vaultId: string): Promise<void>;
}

interface ConsentRow {
  readonly vaultId: string | null;
  readonly granted: Granted;
  readonly owed: readonly Modality[];
}

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
  const row = signal<ConsentRow>({ vaultId: null, granted: NOTHING_GRANTED, owed: [] });
  const granted = computed(() => (parts.hasAccount.value ? row.value.granted : NOTHING_GRANTED));

  const keep = async (next: ConsentRow): Promise<void> => {
    row.value = next;
    // In memory it is in force already; a full disk only makes the next start ask the server.
    await parts.database?.put('state', CONSENTS, next).catch(() => undefined);
    parts.tabs.tell();
  };

  const load = async (): Promise<void> => {
    const stored = parseConsentRow(await parts.database?.get('state', CONSENTS));
    if (stored !== null) row.value = stored;
  };

  parts.tabs.listen(() => void load());

  const set = (modality: Modality, value: boolean): Granted => ({ ...row.value.granted, [modality]: value });

  const applyServer = async (consents: Consents): Promise<void> => {
    const before = row.value.granted;
    const next = Object.fromEntries(
      MODALITIES.map((modality) => [modality, consents[modality] && !row.value.owed.includes(modality)]),
    ) as Granted;
    if (MODALITIES.every((modality) => next[modality] === before[modality])) return;
    await keep({ ...row.value, granted: next });
    if (MODALITIES.some((modality) => before[modality] && !next[modality]))
      await parts.onNarrowed(granted.value);
  };

  const settleRevocations = async (): Promise<boolean> => {
    for (const modality of row.value.owed) {
      const told = await parts.callApi('setConsent', { params: { modality }, body: { granted: false } });
      if (!told.ok) return false;
      await keep({ ...row.value, owed: row.value.owed.filter((other) => other !== modality) });
    }
    return true;
  };

  return {
    granted,
    load,
    applyServer,
    settleRevocations,
    async belongTo(vaultId) {
      if (row.value.vaultId !== vaultId) await keep({ vaultId, granted: NOTHING_GRANTED, owed: [] });
    },
    async grant(modality) {
      // An older "no" comes first, so that what was sent before it is deleted all the same.
      if (!(await settleRevocations())) return err('offline');
      const told = await parts.callApi('setConsent', { params: { modality }, body: { granted: true } });
      if (!told.ok) return err(toConsentFailure(told.error));
      await keep({ ...row.value, granted: set(modality, true) });
      await applyServer(told.value);
      return ok();
    },
    async revoke(modality): Promise<Result<void, 'server-refused'>> {
      const owed = [...new Set([...row.value.owed, modality])];
      await keep({ ...row.value, granted: set(modality, false), owed });
      await parts.onNarrowed(granted.value);
      await settleRevocations();
      return ok();
    },
  };
}

function toConsentFailure({ code }: ApiFailure): 'offline' | 'server-refused' {
  return code === 'offline' || code === 'timeout' || code === 'aborted' ? 'offline' : 'server-refused';
}

function parseConsentRow(stored: unknown): ConsentRow | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { vaultId, granted, owed } = stored as Partial<Record<keyof ConsentRow, unknown>>;
  if (typeof granted !== 'object' || granted === null || !Array.isArray(owed)) return null;
  const kept = granted as Partial<Record<Modality, unknown>>;
  return {
    vaultId: typeof vaultId === 'string' ? vaultId : null,
    granted: Object.fromEntries(MODALITIES.map((modality) => [modality, kept[modality] === true])) as Granted,
    owed: MODALITIES.filter((modality) => owed.includes(modality)),
  };
}
