import type { RecordId } from '@undertone/contract/primitives';
import { createUuid } from '@undertone/base/id';
import {
  createDocument,
  deleteDocument,
  editDocument,
  eraseDocument,
  undeleteDocument,
} from '@undertone/web/vault/entry-edit';
import { isDeleted, join, type EntryDocument } from '@undertone/web/vault/entry-document';
import { createLocalStore } from '@undertone/web/sync/local-store';
import { createMemoryBackend, type MemoryDatabase } from '@undertone/web/sync/memory-backend';
import type { RecordCodec } from '@undertone/web/vault/record-codec';
import { countOf } from '@undertone/web/vault/version-vector';
import type { Writer } from '@undertone/web/vault/writer';
import { DEVICES, type Action, type Schedule } from './actions.ts';
import { createChance, type Chance } from './chance.ts';
import { faultsOf, type Deed } from './deeds.ts';
import { createDevice, type Device, type DeviceParts, type Tab } from './device.ts';
import { FAIR, FOUL, type Weather } from './network.ts';
import { createServer } from './server.ts';
import { plainCodec } from './plain-codec.ts';
import { createStage, type Stage } from './stage.ts';

const DAY_MS = 86_400_000;
const ROUNDS_TO_REST = 8;

export interface Outcome {
  /** What is wrong once all is quiet; empty when nothing is. */
  readonly faults: readonly string[];
  /** How many turns it took: the same for the same schedule. */
  readonly turns: number;
}

/** Plays a schedule, lets the weather clear, and waits until all is quiet. */
export async function runSchedule(
  plan: Schedule,
  codecFor: (stage: Stage, chance: Chance) => RecordCodec = () => plainCodec,
): Promise<Outcome> {
  const chance = createChance(plan.seed);
  const stage = createStage(chance);
  const server = createServer(stage, chance, () => 1_800_000_000_000 + stage.nowMs());
  const weather: Weather = { ...(plan.foul ? FOUL : FAIR) };
  const parts: DeviceParts = { stage, chance, server, codec: codecFor(stage, chance), weather };
  const devices = Array.from({ length: DEVICES }, () => createDevice(parts));
  const deeds: Deed[] = [];
  const recordIds: RecordId[] = [];
  let texts = 0;

  server.crashes = plan.serverCrashes;
  for (const device of devices) {
    device.crashes = plan.deviceCrashes;
    device.openTab();
  }

  /** A person's deed in one tab; it goes on while everything else does. */
  const act = (
    device: Device,
    kind: Deed['kind'],
    recordId: RecordId,
    text: string | null,
    change: (present: EntryDocument | null, writer: Writer) => EntryDocument | null,
  ): void => {
    const tab: Tab = device.tabs[chance.below(device.tabs.length)] ?? device.openTab();
    const deed: Deed = { kind, recordId, text, seen: {}, before: '', dot: null, saved: false };
    deeds.push(deed);
    const done = tab.records.write(recordId, (present) => {
      const at = 1_800_000_000_000 + stage.nowMs() + device.clockErrorMs;
      const next = change(present, { replica: tab.replica, at });
      deed.seen = present?.clock ?? {};
      deed.before = JSON.stringify(present);
      deed.dot = next === null ? null : [tab.replica, countOf(next.clock, tab.replica)];
      return next;
    });
    void done.then((written) => {
      deed.saved = written.ok && written.value !== null;
      tab.engine.request('edited');
    });
  };

  const freshText = (): string => `text ${++texts}`;
  const pick = (record: number): RecordId | null => recordIds[record % Math.max(1, recordIds.length)] ?? null;
  const unlessGone = (present: EntryDocument | null, then: (document: EntryDocument) => EntryDocument) =>
    present === null || isDeleted(present) ? null : then(present);

  const perform = (action: Action): void => {
    const device = 'device' in action ? devices[action.device]! : devices[0]!;
    const recordId = 'record' in action ? pick(action.record) : null;
    switch (action.kind) {
      case 'create': {
        const text = freshText();
        const id = createUuid((length) =>
          Uint8Array.from({ length }, () => chance.below(256)),
        ) as string as RecordId;
        recordIds.push(id);
        act(device, 'write', id, text, (_, writer) =>
          createDocument({ zone: 'UTC', changes: { text } }, writer),
        );
        return;
      }
      case 'edit': {
        const text = freshText();
        const changes = { text, ...(action.settle ? { settleVersions: true as const } : {}) };
        if (recordId !== null)
          act(device, 'write', recordId, text, (present, writer) =>
            unlessGone(present, (document) => editDocument(document, changes, writer)),
          );
        return;
      }
      case 'feel': {
        const mood = { valence: chance.next(), arousal: 0 };
        if (recordId !== null)
          act(device, 'write', recordId, null, (present, writer) =>
            unlessGone(present, (document) => editDocument(document, { mood }, writer)),
          );
        return;
      }
      case 'delete':
        if (recordId !== null)
          act(device, 'delete', recordId, null, (present, writer) =>
            unlessGone(present, (document) => deleteDocument(document, writer)),
          );
        return;
      case 'erase':
        if (recordId !== null)
          act(device, 'erase', recordId, null, (present, writer) =>
            present !== null && isDeleted(present) ? eraseDocument(present, writer) : null,
          );
        return;
      case 'undelete':
        if (recordId !== null)
          act(device, 'undelete', recordId, null, (present, writer) =>
            present !== null && isDeleted(present) ? undeleteDocument(present, writer) : null,
          );
        return;
      case 'sync':
        if (device.tabs.length === 0) device.openTab();
        for (const tab of device.tabs) void tab.engine.syncNow();
        return;
      case 'kill':
        device.kill();
        return;
      case 'second-tab':
        if (device.tabs.length < 2) device.openTab();
        return;
      case 'sign-out':
        device.signOut();
        return;
      case 'sign-in':
        device.signIn();
        return;
      case 'go-offline':
        device.online = false;
        return;
      case 'go-online':
        device.online = true;
        for (const tab of device.tabs) tab.engine.request('online');
        return;
      case 'expire-session':
        device.session.valid = false;
        return;
      case 'set-clock':
        device.clockErrorMs = action.errorDays * DAY_MS;
        return;
      case 'consent':
        void device.setGranted(action.granted);
        return;
      case 'set-quota':
        server.setQuota(action.chars);
        return;
      case 'back-up-server':
        server.takeBackup();
        return;
      case 'restore-server':
        if (!server.restoreBackup()) return;
        for (const each of devices) for (const tab of each.tabs) tab.engine.request('reconnected');
        return;
      case 'outdate-clients':
        server.outdatesClients = true;
        return;
      case 'update-clients':
        server.outdatesClients = false;
        return;
      case 'wait':
        return;
    }
  };

  for (const { action, steps } of plan.scenes) {
    perform(action);
    await stage.run(steps);
  }

  Object.assign(weather, FAIR);
  server.crashes = 0;
  server.outdatesClients = false;
  server.setQuota(null);
  for (const device of devices) {
    device.crashes = 0;
    device.online = true;
  }
  await stage.drain();
  // Whoever has been killed starts again, and once more, since a start itself may have been cut short.
  for (const device of devices) {
    device.kill();
    device.openTab();
    device.signIn();
  }
  // A device that was never there before has only what the server gives it.
  const newcomer = createDevice(parts);
  newcomer.openTab();
  const all = [...devices, newcomer];
  let before = '';
  for (let round = 0; round < ROUNDS_TO_REST && before !== progressOf(all); round++) {
    before = progressOf(all);
    for (const device of all) device.tabs[0]!.engine.start();
    await stage.drain();
  }
  return { faults: await inspect(all, parts.codec, recordIds, deeds), turns: stage.turns() };
}

/** Differs as long as a round of exchanges still changes anything anywhere. */
function progressOf(devices: readonly Device[]): string {
  const notes = devices.map(({ database: { meta, outbox, inbox } }) =>
    JSON.stringify([meta.get('cursor'), meta.get('epoch'), meta.get('nextPlace'), outbox.size, inbox.size]),
  );
  return notes.join();
}

async function inspect(
  devices: readonly Device[],
  codec: RecordCodec,
  recordIds: readonly RecordId[],
  deeds: readonly Deed[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [index, device] of devices.entries()) {
    const { outbox, inbox, quarantine } = device.database;
    faults.push(...device.faults);
    if (outbox.size > 0) faults.push(`device ${index} still holds ${outbox.size} unsent ops`);
    if (inbox.size > 0) faults.push(`device ${index} has ${inbox.size} pulled ops unmerged`);
    if (quarantine.size > 0) faults.push(`device ${index} could not open ${quarantine.size} records`);
  }
  for (const recordId of recordIds) {
    const documents = await Promise.all(
      devices.map(({ database }) => readDocument(database, codec, recordId)),
    );
    const states = new Set(
      documents.map((document) => (document === null ? '' : JSON.stringify(join(document, document)))),
    );
    if (states.size > 1) faults.push(`${recordId}: the devices disagree`);
    faults.push(...faultsOf(recordId, documents[0] ?? null, deeds));
  }
  return faults;
}

async function readDocument(
  database: MemoryDatabase,
  codec: RecordCodec,
  recordId: RecordId,
): Promise<EntryDocument | null> {
  const { row } = await createLocalStore(createMemoryBackend(database)).readRecord(recordId);
  if (row === null) return null;
  const { collection, schema, envelope, stateId } = row;
  const [opened] = await codec.open([{ collection, recordId, schema, opId: stateId, envelope }]);
  return opened?.ok === true ? opened.value : null;
}
