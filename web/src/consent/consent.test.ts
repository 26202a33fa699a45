import { signal } from '@preact/signals';
import { err, ok } from '@undertone/base/result';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import type { CallApi } from '../app/call-api.ts';
import { NO_OTHER_TABS } from '../app/tab-signal.ts';
import { openDeviceDatabase, type DeviceDatabase } from '../storage/device-database.ts';
import { createConsent, NOTHING_GRANTED, type Granted } from './consent.ts';

const TEXT_ONLY = { ...NOTHING_GRANTED, text: true };

interface Server {
  offline: boolean;
  granted: Granted;
  asked?: number;
  /** What its answers wait for. */
  hold?: Promise<void>;
}

function setUp(
  database: DeviceDatabase | null = null,
  server: Server = { offline: false, granted: NOTHING_GRANTED },
  tabs = NO_OTHER_TABS,
) {
  const told: string[] = [];
  const narrowed: Granted[] = [];
  const hasAccount = signal(true);
  const callApi = (async (_: string, input: { params: { modality: string }; body: { granted: boolean } }) => {
    if (server.offline) return err({ code: 'offline' });
    server.asked = (server.asked ?? 0) + 1;
    await server.hold;
    told.push(`${input.params.modality} ${input.body.granted}`);
    server.granted = { ...server.granted, [input.params.modality]: input.body.granted };
    return ok(server.granted);
  }) as unknown as CallApi;
  const consent = createConsent({
    callApi,
    database,
    hasAccount,
    tabs,
    onNarrowed: async (granted) => void narrowed.push(granted),
  });
  return { consent, told, narrowed, hasAccount, server };
}

test('nothing is granted until it is given, and nothing without an account', async () => {
  const { consent, hasAccount } = setUp();
  expect(consent.granted.value).toEqual(NOTHING_GRANTED);
  await consent.grant('text');
  expect(consent.granted.value).toEqual(TEXT_ONLY);
  hasAccount.value = false;
  expect(consent.granted.value).toEqual(NOTHING_GRANTED);
});

test('consent cannot be given to a server that does not hear it', async () => {
  const { consent, server } = setUp();
  server.offline = true;
  expect(await consent.grant('text')).toEqual(err('offline'));
  expect(consent.granted.value.text).toBe(false);
});

test('a revocation offline holds at once, strips what waits, and is told later', async () => {
  const { consent, told, narrowed, server } = setUp();
  await consent.grant('text');
  server.offline = true;
  expect((await consent.revoke('text')).ok).toBe(true);
  expect(consent.granted.value.text).toBe(false);
  expect(narrowed).toEqual([NOTHING_GRANTED]);
  expect(await consent.settleRevocations()).toBe(false);
  server.offline = false;
  expect(await consent.settleRevocations()).toBe(true);
  expect(told).toEqual(['text true', 'text false']);
});

test('a server that has not heard of the revocation cannot undo it', async () => {
  const { consent, server } = setUp();
  await consent.grant('text');
  server.offline = true;
  await consent.revoke('text');
  await consent.askServer()(TEXT_ONLY);
  expect(consent.granted.value.text).toBe(false);
});

test('a server cannot say yes for the person', async () => {
  const { consent } = setUp();
  await consent.askServer()(TEXT_ONLY);
  expect(consent.granted.value).toEqual(NOTHING_GRANTED);
});

test('an answer to what was asked before the grant does not take it back', async () => {
  const { consent, narrowed } = setUp();
  const answered = consent.askServer();
  await consent.grant('text');
  await answered(NOTHING_GRANTED);
  expect(consent.granted.value).toEqual(TEXT_ONLY);
  expect(narrowed).toEqual([]);
});

test('what the server took back it can give back', async () => {
  const { consent } = setUp();
  await consent.grant('text');
  await consent.askServer()(NOTHING_GRANTED);
  expect(consent.granted.value).toEqual(NOTHING_GRANTED);
  await consent.askServer()(TEXT_ONLY);
  expect(consent.granted.value).toEqual(TEXT_ONLY);
});

test('what was said on this device is still said after a restart', async () => {
  const database = await openDeviceDatabase(new IDBFactory());
  await setUp(database).consent.grant('text');
  const { consent } = setUp(database);
  await consent.load();
  await consent.askServer()(TEXT_ONLY);
  expect(consent.granted.value).toEqual(TEXT_ONLY);
});

test('an owed revocation survives a restart', async () => {
  const database = await openDeviceDatabase(new IDBFactory());
  const first = setUp(database);
  await first.consent.grant('text');
  first.server.offline = true;
  await first.consent.revoke('text');
  const second = setUp(database);
  await second.consent.load();
  expect(await second.consent.settleRevocations()).toBe(true);
  expect(second.told).toEqual(['text false']);
});

test('giving it again first lets the deletion through', async () => {
  const { consent, told, server } = setUp();
  await consent.grant('text');
  server.offline = true;
  await consent.revoke('text');
  expect(await consent.grant('text')).toEqual(err('offline'));
  server.offline = false;
  await consent.grant('text');
  expect(told).toEqual(['text true', 'text false', 'text true']);
});

test('what another device revoked is stripped here too', async () => {
  const { consent, narrowed } = setUp();
  await consent.grant('text');
  await consent.askServer()(NOTHING_GRANTED);
  expect(consent.granted.value.text).toBe(false);
  expect(narrowed).toEqual([NOTHING_GRANTED]);
});

test('what one journal is owed is told to no other account', async () => {
  const { consent, told, server } = setUp();
  await consent.belongTo('a');
  await consent.grant('text');
  server.offline = true;
  await consent.revoke('text');
  await consent.belongTo('a');
  expect(await consent.settleRevocations()).toBe(false);
  server.offline = false;
  await consent.belongTo('b');
  expect(await consent.settleRevocations()).toBe(true);
  expect(told).toEqual(['text true']);
});

test('a revocation in one tab holds in the other', async () => {
  const database = await openDeviceDatabase(new IDBFactory());
  let heard: () => void = () => undefined;
  const first = setUp(database, undefined, { tell: () => heard(), listen: () => undefined });
  const second = setUp(database, undefined, {
    tell: () => undefined,
    listen: (listener) => (heard = listener),
  });
  await first.consent.grant('text');
  await second.consent.load();
  expect(second.consent.granted.value.text).toBe(true);
  await first.consent.revoke('text');
  await expect.poll(() => second.consent.granted.value.text).toBe(false);
});

test('what a server says to one tab at the same moment undoes no revocation of the other', async () => {
  const database = await openDeviceDatabase(new IDBFactory());
  const first = setUp(database);
  await first.consent.grant('text');
  await first.consent.grant('voice');
  const second = setUp(database);
  await second.consent.load();
  first.server.offline = true;
  await Promise.all([
    first.consent.revoke('voice'),
    second.consent.askServer()({ ...NOTHING_GRANTED, voice: true }),
  ]);
  const afterRestart = setUp(database);
  await afterRestart.consent.load();
  expect(afterRestart.consent.granted.value).toEqual(NOTHING_GRANTED);
  expect(second.consent.granted.value.voice).toBe(false);
  await afterRestart.consent.settleRevocations();
  expect(afterRestart.told).toEqual(['voice false']);
});

test('a device too full to note a revocation still holds to it', async () => {
  const database = (await openDeviceDatabase(new IDBFactory()))!;
  let isFull = false;
  const device: DeviceDatabase = {
    ...database,
    change: async (...change) =>
      isFull ? Promise.reject(new DOMException('', 'QuotaExceededError')) : database.change(...change),
  };
  const { consent } = setUp(device);
  await consent.grant('text');
  await consent.grant('voice');
  isFull = true;
  await consent.revoke('text');
  // As when another tab tells of a change.
  await consent.load();
  expect(consent.granted.value).toEqual({ ...NOTHING_GRANTED, voice: true });
  isFull = false;
  await consent.revoke('voice');
  expect(consent.granted.value).toEqual(NOTHING_GRANTED);
  const afterRestart = setUp(database);
  await afterRestart.consent.load();
  expect(afterRestart.consent.granted.value).toEqual(NOTHING_GRANTED);
});

test('a consent that is taken back while it is being given stays taken back, and the server hears that last', async () => {
  const { consent, told, server } = setUp();
  let answer: () => void = () => undefined;
  server.hold = new Promise((resolve) => (answer = resolve));
  const granting = consent.grant('text');
  await expect.poll(() => server.asked).toBe(1);
  const revoking = consent.revoke('text');
  answer();
  await Promise.all([granting, revoking]);
  expect(consent.granted.value).toEqual(NOTHING_GRANTED);
  expect(told).toEqual(['text true', 'text false']);
});

test('a consent that is taken back before the server was asked is never given', async () => {
  const { consent, told } = setUp();
  await Promise.all([consent.grant('text'), consent.revoke('text')]);
  expect(consent.granted.value).toEqual(NOTHING_GRANTED);
  expect(told).toEqual(['text false']);
});
