import { toBase64Url, utf8, type Bytes } from '@undertone/base/bytes';
import { redact, revealSecret } from '@undertone/base/redacted';
import { systemRandom } from '@undertone/base/clock';
import { err, ok, unwrap, type Result } from '@undertone/base/result';
import { ROUTES, type RouteId } from '@undertone/contract/routes';
import { createVault } from '@undertone/crypto/account-key';
import type { KdfParams } from '@undertone/crypto/kdf-params';
import { createKeyring, type Keyring } from '@undertone/crypto/keyring';
import { derivePasskeyLock } from '@undertone/crypto/passkey-lock';
import { stretchPassphrase } from '@undertone/crypto/passphrase';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { ApiFailure, CallApi } from '../app/call-api.ts';
import { createStepUp } from '../app/step-up.ts';
import type { PasskeyWrap } from '../app/second-factor-port.ts';
import type { TabSignal } from '../app/tab-signal.ts';
import { createAccountActions, type AccountParts } from './account.ts';
import { createAccountPort } from './account-port.ts';
import { createAccountRecords } from './account-record.ts';
import { createAccountSession } from './account-session.ts';
import { toWirePasskeyWrap, type WireKdf, type WireWrap } from './wire-wrap.ts';
import { StretchNotLoaded } from './stretch-message.ts';

/** The server of these tests takes any. */
const ASSERTION = {
  ...{ id: 'AAAA', clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA', userHandle: null },
};

const PASSPHRASE = redact('a quiet morning in May');
const OTHER = redact('rain over the harbour');

interface Row {
  authSecret: string;
  kdf: WireKdf;
  vaultId: string;
  passphraseWrap: WireWrap;
  recoveryWrap: WireWrap;
  recoveryProof: string;
  recoveryRehearsed: boolean;
}

/** Obeys the contract's schemas in both directions; `session` is the cookie that a browser would hold. */
function createServer() {
  const accounts = new Map<string, Row>();
  const requests: { id: RouteId; text: string }[] = [];
  const server = {
    accounts,
    requests,
    session: null as string | null,
    offline: false,
    secondFactor: null as 'due' | 'shown' | null,
    passkey: null as { email: string; wrap: PasskeyWrap | null } | null,
    kdf: {
      algorithm: 'argon2id',
      memoryKib: 65_536,
      iterations: 3,
      parallelism: 1,
      salt: toBase64Url(new Uint8Array(16).fill(7)),
    } as WireKdf,
  };
  const handlers: Partial<Record<RouteId, (body: never) => Result<unknown, ApiFailure['code']>>> = {
    prelogin: ({ email }: { email: string }) => ok({ kdf: accounts.get(email)?.kdf ?? server.kdf }),
    signUp: ({ email, ...row }: Row & { email: string }) => {
      if (accounts.has(email)) return err('email-unavailable');
      accounts.set(email, { ...row, recoveryRehearsed: false });
      return startSession(email);
    },
    signIn: ({ email, authSecret }: { email: string; authSecret: string }) =>
      accounts.get(email)?.authSecret === authSecret ? startSession(email) : err('wrong-credentials'),
    session: () => (server.session === null ? err('unauthenticated') : startSession(server.session)),
    signInByPasskey: () =>
      server.passkey === null
        ? err('wrong-credentials')
        : ok({ ...(unwrap(startSession(server.passkey.email)) as object), passkeyWrap: server.passkey.wrap }),
    signOut: () => {
      if (server.session === null) return err('unauthenticated');
      server.session = null;
      return ok<unknown>(undefined);
    },
    changePassphrase: ({ currentAuthSecret, ...next }: Row & { currentAuthSecret: string }) =>
      change((row) => row.authSecret === currentAuthSecret, next),
    replaceRecovery: ({ currentAuthSecret, ...next }: Row & { currentAuthSecret: string }) =>
      change((row) => row.authSecret === currentAuthSecret, { ...next, recoveryRehearsed: false }),
    markRecoveryRehearsed: () => change(() => true, { recoveryRehearsed: true }),
    openRecovery: ({ email, recoveryProof }: { email: string; recoveryProof: string }) => {
      const row = accounts.get(email);
      if (row?.recoveryProof !== recoveryProof) return err('wrong-credentials');
      return ok({ vaultId: row.vaultId, recoveryWrap: row.recoveryWrap });
    },
    resetByRecovery: ({ email, recoveryProof, ...next }: Row & { email: string }) => {
      const row = accounts.get(email);
      if (row?.recoveryProof !== recoveryProof) return err('wrong-credentials');
      accounts.set(email, { ...row, ...next, recoveryProof });
      return ok<unknown>(undefined);
    },
  };
  const startSession = (email: string) => {
    server.session = email;
    if (server.secondFactor === 'due') return ok<unknown>({ state: 'second-factor', methods: ['totp'] });
    return ok<unknown>({
      state: 'signed-in',
      roles: ['member'],
      accountId: 'a1',
      email,
      ...accounts.get(email),
    });
  };
  const change = (
    allowed: (row: Row) => boolean,
    next: Partial<Row>,
  ): Result<unknown, ApiFailure['code']> => {
    const row = accounts.get(server.session ?? '');
    if (row === undefined) return err('unauthenticated');
    if (!allowed(row)) return err('wrong-credentials');
    accounts.set(server.session ?? '', { ...row, ...next });
    return ok<unknown>(undefined);
  };
  const callApi = (async (id: RouteId, input: { body?: unknown }) => {
    if (server.offline) return err({ code: 'offline' });
    requests.push({ id, text: JSON.stringify(input) });
    const route = ROUTES[id];
    const body = 'body' in route ? v.parse(route.body, input.body) : undefined;
    const answer = handlers[id]?.(body as never) ?? err('not-found' as const);
    if (!answer.ok) return err({ code: answer.error });
    return ok(route.reply === null ? undefined : v.parse(route.reply as v.GenericSchema, answer.value));
  }) as CallApi;
  return { ...server, server, callApi };
}

/** Not Argon2id, which costs a third of a second: one test below runs the real one. */
const cheapStretch = async (passphrase: string, kdf: KdfParams): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-512', utf8(`${kdf.salt}${passphrase}`)));

function createDevice(callApi: CallApi, stretch = cheapStretch) {
  const fresh = createVault(systemRandom);
  const device = {
    keyring: createKeyring(fresh.vaultId, fresh.accountKey, systemRandom),
    entries: 0,
    moves: 0,
    erased: 0,
    full: false,
    stretched: 0,
    whileMoving: async () => {},
  };
  const records = createAccountRecords(null);
  const listeners: (() => void)[] = [];
  const tabs: TabSignal = {
    tell: () => listeners.forEach((listener) => listener()),
    listen: (listener) => void listeners.push(listener),
  };
  const restart = () => {
    const session = createAccountSession({ callApi, records, tabs, vaultId: () => device.keyring.vaultId });
    const actions = createAccountActions({ ...parts, session, stepUp: createStepUp(callApi) });
    return {
      ...createAccountPort(session, async () => actions),
      session,
      load: () => session.load(),
      noteExpired: (owed?: { readonly secondFactor: boolean }) => session.noteExpired(owed),
    };
  };
  const parts: Omit<AccountParts, 'session' | 'stepUp'> = {
    callApi,
    records,
    random: systemRandom,
    stretch: (passphrase: string, kdf: KdfParams) => {
      device.stretched++;
      return stretch(passphrase, kdf);
    },
    eraseDevice: async () => void device.erased++,
    vault: {
      keyring: () => device.keyring,
      holdsEntries: async () => device.entries > 0,
      moveInto: async (target: Keyring): Promise<Result<void, 'storage-full'>> => {
        if (device.full) return err('storage-full');
        device.moves++;
        await device.whileMoving();
        device.keyring = target;
        return ok();
      },
    },
  };
  const account = restart();
  return { device, records, restart, account, session: account.session, keyHex: () => keyOf(device.keyring) };
}

const keyOf = (keyring: Keyring) => toBase64Url(revealSecret(keyring.accountKey));

async function signedUp() {
  const { server, callApi } = createServer();
  const first = createDevice(callApi);
  const { recoveryWords } = unwrap(await first.account.signUp(' Ana@Example.org ', PASSPHRASE));
  const words = redact(revealSecret(recoveryWords).join(' '));
  return { server, callApi, first, words };
}

test('signing up adds wraps to the journal that is here: it keeps its id, its key and its place', async () => {
  const { server, first } = await signedUp();
  expect(first.device.moves).toBe(0);
  expect(server.accounts.get('ana@example.org')?.vaultId).toBe(first.device.keyring.vaultId);
  expect(first.account.state.value).toEqual({
    kind: 'signed-in',
    email: 'ana@example.org',
    recoveryRehearsed: false,
  });
});

function leavesOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(leavesOf)
    : [String(value)];
}

test('neither passphrase, account key nor recovery words are in any request', async () => {
  const { server, first, words } = await signedUp();
  await first.account.rehearseRecovery(words);
  // Values only: some names of fields are words of the list.
  const sent = server.requests.flatMap((request) => leavesOf(JSON.parse(request.text))).join('\n');
  expect(sent).not.toContain(revealSecret(PASSPHRASE));
  expect(sent).not.toContain(first.keyHex());
  for (const word of revealSecret(words).split(' ')) expect(sent).not.toMatch(new RegExp(`\\b${word}\\b`));
});

test('a second device that holds nothing opens the same journal, with the real Argon2id', async () => {
  const { server, callApi } = createServer();
  const first = createDevice(callApi, stretchPassphrase);
  unwrap(await first.account.signUp('ana@example.org', PASSPHRASE));
  const second = createDevice(callApi, stretchPassphrase);
  unwrap(await second.account.signIn('ANA@example.org', PASSPHRASE));
  expect(second.keyHex()).toBe(first.keyHex());
  expect(server.session).toBe('ana@example.org');
});

test('a journal that is here is never replaced unasked, and an attempt that was left leaves no session', async () => {
  const { server, callApi } = await signedUp();
  const second = createDevice(callApi);
  second.device.entries = 3;
  expect(await second.account.signIn('ana@example.org', PASSPHRASE)).toEqual(err('other-journal-present'));
  expect(second.device.moves).toBe(0);
  expect(second.account.state.value.kind).toBe('local-only');
  await second.account.abandonSignIn();
  expect(server.session).toBeNull();
  expect(await second.account.resumeSignIn({ mergeLocal: true })).toEqual(err('session-expired'));
  expect(await second.account.signIn('ana@example.org', PASSPHRASE)).toEqual(err('other-journal-present'));
  unwrap(await second.account.resumeSignIn({ mergeLocal: true }));
  expect(second.device.moves).toBe(1);
  expect(second.account.state.value.kind).toBe('signed-in');
});

test('with a second factor the journal opens only after it was shown, by the keys of the first step', async () => {
  const { server, callApi } = await signedUp();
  server.secondFactor = 'due';
  const second = createDevice(callApi);
  const step = unwrap(await second.account.signIn('ana@example.org', PASSPHRASE));
  expect(step).toEqual({ kind: 'second-factor', methods: ['totp'] });
  expect(second.account.state.value.kind).toBe('local-only');
  const unchanged = unwrap(await second.account.resumeSignIn());
  expect(unchanged.kind).toBe('second-factor');
  server.secondFactor = 'shown';
  expect(unwrap(await second.account.resumeSignIn())).toEqual({ kind: 'signed-in' });
  expect(second.device.moves).toBe(1);
});

test('a screen that goes while the journals are swapped does not end the session', async () => {
  const { server, callApi } = await signedUp();
  const second = createDevice(callApi);
  second.device.whileMoving = () => second.account.abandonSignIn();
  expect(unwrap(await second.account.signIn('ana@example.org', PASSPHRASE))).toEqual({ kind: 'signed-in' });
  expect(server.session).toBe('ana@example.org');
});

test('a page that is closed before the second factor gives its session back at the next start', async () => {
  const { server, callApi } = await signedUp();
  server.secondFactor = 'due';
  const second = createDevice(callApi);
  unwrap(await second.account.signIn('ana@example.org', PASSPHRASE));
  expect(server.session).toBe('ana@example.org');
  await second.restart().load();
  expect(server.session).toBeNull();
});

test('a passkey opens the journal by its own output, on a device that never saw the passphrase', async () => {
  const { server, callApi, first } = await signedUp();
  const prf = systemRandom(32);
  const lock = await derivePasskeyLock(redact(new Uint8Array(prf)));
  const wrap = toWirePasskeyWrap(unwrap(await first.device.keyring.wrap(lock)));
  server.passkey = { email: 'ana@example.org', wrap };
  const second = createDevice(callApi);
  const shown = { assertion: ASSERTION, prf: redact(new Uint8Array(prf)) };
  expect(unwrap(await second.account.signInByPasskey(shown))).toEqual({ kind: 'signed-in' });
  expect(second.device.keyring.vaultId).toBe(first.device.keyring.vaultId);
  expect(second.device.stretched).toBe(0);
  const sent = server.requests.find(({ id }) => id === 'signInByPasskey');
  expect(sent?.text).not.toContain(toBase64Url(prf));
});

test('a passkey without an output of its own signs in, and the passphrase opens the journal', async () => {
  const { server, callApi } = await signedUp();
  server.passkey = { email: 'ana@example.org', wrap: null };
  const second = createDevice(callApi);
  const step = unwrap(await second.account.signInByPasskey({ assertion: ASSERTION, prf: null }));
  expect(step).toEqual({ kind: 'passphrase-needed', email: 'ana@example.org' });
  expect(await second.account.resumeSignIn({ passphrase: OTHER })).toEqual(err('wrong-credentials'));
  expect(unwrap(await second.account.resumeSignIn({ passphrase: PASSPHRASE }))).toEqual({
    kind: 'signed-in',
  });
  server.passkey = null;
  expect(await createDevice(callApi).account.signInByPasskey({ assertion: ASSERTION, prf: null })).toEqual(
    err('unknown-passkey'),
  );
});

test('a wrong passphrase and an unknown address are refused alike, after the same work', async () => {
  const { callApi } = await signedUp();
  const { account, device } = createDevice(callApi);
  expect(await account.signIn('ana@example.org', OTHER)).toEqual(err('wrong-credentials'));
  expect(await account.signIn('nobody@example.org', OTHER)).toEqual(err('wrong-credentials'));
  expect(device.stretched).toBe(2);
});

test('a hostile server cannot weaken or prolong the stretching of a passphrase', async () => {
  for (const change of [
    { memoryKib: 1024 },
    { iterations: 1 },
    { memoryKib: 1_048_576 },
    { iterations: 16 },
  ]) {
    const { server, callApi } = createServer();
    server.kdf = { ...server.kdf, ...change };
    const lenient = (async (id: RouteId) =>
      id === 'prelogin' ? ok({ kdf: server.kdf }) : err({ code: 'internal' })) as CallApi;
    const { account, device } = createDevice(lenient);
    expect(await account.signIn('ana@example.org', PASSPHRASE)).toEqual(err('unsafe-parameters'));
    expect(await account.signUp('ana@example.org', PASSPHRASE)).toEqual(err('unsafe-parameters'));
    expect(device.stretched).toBe(0);
    void callApi;
  }
});

test('a server that swaps the wrap for one of its own is refused, and the journal here stays', async () => {
  const { server, callApi } = await signedUp();
  const row = server.accounts.get('ana@example.org');
  if (row === undefined) throw new Error('no account');
  server.accounts.set('ana@example.org', {
    ...row,
    passphraseWrap: { ...row.passphraseWrap, wrapped: toBase64Url(systemRandom(60)) },
  });
  const { account, device } = createDevice(callApi);
  expect(await account.signIn('ana@example.org', PASSPHRASE)).toEqual(err('server-refused'));
  expect(device.moves).toBe(0);
  expect(server.session).toBeNull();
});

test('a new passphrase opens the same journal, and the old one no longer does', async () => {
  const { callApi, first } = await signedUp();
  unwrap(await first.account.changePassphrase(PASSPHRASE, OTHER));
  const second = createDevice(callApi);
  expect(await second.account.signIn('ana@example.org', PASSPHRASE)).toEqual(err('wrong-credentials'));
  unwrap(await second.account.signIn('ana@example.org', OTHER));
  expect(second.keyHex()).toBe(first.keyHex());
});

test('the 24 words open the journal when the passphrase is forgotten', async () => {
  const { callApi, first, words } = await signedUp();
  const second = createDevice(callApi);
  const shouted = redact(revealSecret(words).toUpperCase());
  unwrap(await second.account.recover('ana@example.org', shouted, OTHER));
  expect(second.keyHex()).toBe(first.keyHex());
  expect(second.account.state.value.kind).toBe('signed-in');
  unwrap(await createDevice(callApi).account.signIn('ana@example.org', OTHER));
});

test('words that were replaced no longer open anything, and the new ones must be rehearsed', async () => {
  const { first, words } = await signedUp();
  unwrap(await first.account.rehearseRecovery(words));
  expect(first.account.state.value).toMatchObject({ recoveryRehearsed: true });
  const { recoveryWords } = unwrap(await first.account.newRecoveryWords(PASSPHRASE));
  expect(first.account.state.value).toMatchObject({ recoveryRehearsed: false });
  expect(await first.account.rehearseRecovery(words)).toEqual(err('wrong-recovery-words'));
  unwrap(await first.account.rehearseRecovery(redact(revealSecret(recoveryWords).join(', '))));
});

test('new words whose answer was lost leave the old ones in doubt', async () => {
  const { server, callApi, first, words } = await signedUp();
  unwrap(await first.account.rehearseRecovery(words));
  expect(await first.account.newRecoveryWords(OTHER)).toEqual(err('wrong-credentials'));
  expect(first.account.state.value).toMatchObject({ recoveryRehearsed: true });
  const lossy = (async (id: RouteId, input: never) => {
    const answer = await callApi(id, input);
    return id === 'replaceRecovery' ? err({ code: 'offline' }) : answer;
  }) as CallApi;
  const again = createDevice(lossy);
  again.device.keyring = first.device.keyring;
  unwrap(await again.account.signIn('ana@example.org', PASSPHRASE));
  expect(again.account.state.value).toMatchObject({ recoveryRehearsed: true });
  expect(await again.account.newRecoveryWords(PASSPHRASE)).toEqual(err('offline'));
  expect(again.account.state.value).toMatchObject({ recoveryRehearsed: false });
  expect(await again.account.rehearseRecovery(words)).toEqual(err('wrong-recovery-words'));
  expect(server.accounts.get('ana@example.org')?.recoveryRehearsed).toBe(false);
});

test('a mistyped word is found without asking the server', async () => {
  const { server, first, words } = await signedUp();
  const before = server.requests.length;
  const wrong = redact(revealSecret(words).replace(/^\w+/, 'xylophon'));
  expect(await first.account.rehearseRecovery(wrong)).toEqual(err('wrong-recovery-words'));
  expect(server.requests.length).toBe(before);
});

test('signing out works offline; the server is told at the next start', async () => {
  const { server, first } = await signedUp();
  server.offline = true;
  unwrap(await first.account.signOut({ eraseDevice: false }));
  expect(first.account.state.value).toEqual({ kind: 'local-only' });
  expect(server.session).toBe('ana@example.org');
  server.offline = false;
  await first.restart().load();
  expect(server.session).toBeNull();
});

test('a sign-out that dies on the way is still told at the next start', async () => {
  const { server, first } = await signedUp();
  await first.session.leave();
  await first.restart().load();
  expect(server.session).toBeNull();
});

test('the key of another journal never takes the place of the account’s', async () => {
  const { server, first } = await signedUp();
  const { vaultId, accountKey } = createVault(systemRandom);
  first.device.keyring = createKeyring(vaultId, accountKey, systemRandom);
  const before = structuredClone(server.accounts.get('ana@example.org'));
  expect(await first.account.changePassphrase(PASSPHRASE, OTHER)).toEqual(err('session-expired'));
  expect(await first.account.newRecoveryWords(PASSPHRASE)).toEqual(err('session-expired'));
  expect(server.accounts.get('ana@example.org')).toEqual(before);
});

test('signing out keeps the journal unless it is to be erased', async () => {
  const { first } = await signedUp();
  unwrap(await first.account.signOut({ eraseDevice: false }));
  expect(first.device.erased).toBe(0);
  unwrap(await first.account.signOut({ eraseDevice: true }));
  expect(first.device.erased).toBe(1);
});

test('another tab follows who is signed in here', async () => {
  const { first } = await signedUp();
  const otherTab = first.restart();
  await otherTab.load();
  expect(otherTab.state.value.kind).toBe('signed-in');
  unwrap(await first.account.signOut({ eraseDevice: false }));
  await Promise.resolve();
  expect(otherTab.state.value).toEqual({ kind: 'local-only' });
});

test('code that cannot be fetched is being offline, and nothing was begun', async () => {
  const { first } = await signedUp();
  const port = createAccountPort(first.session, () =>
    Promise.reject(new TypeError('Failed to fetch module')),
  );
  expect(await port.changePassphrase(PASSPHRASE, OTHER)).toEqual(err('offline'));
});

test('a network that goes before the code for passphrases has come is said, not swallowed', async () => {
  const { callApi } = await signedUp();
  const device = createDevice(callApi, () => Promise.reject(new StretchNotLoaded('no such file here')));
  expect(await device.account.signIn('ana@example.org', PASSPHRASE)).toEqual(err('offline'));
});

test('two first acts at once share what the sign-in keeps between its steps', async () => {
  const { first } = await signedUp();
  let loads = 0;
  const port = createAccountPort(first.session, async () => {
    loads += 1;
    return first.account;
  });
  await Promise.all([port.abandonSignIn(), port.rehearseRecovery(redact('no words'))]);
  expect(loads).toBe(1);
});

test('an expired session is remembered across a restart, until the next sign-in', async () => {
  const { first } = await signedUp();
  await first.account.noteExpired();
  const restarted = first.restart();
  await restarted.load();
  expect(restarted.state.value).toEqual({ kind: 'session-expired', email: 'ana@example.org' });
  expect(restarted.session.signIns()).toBe(0);
  unwrap(await restarted.signIn('ana@example.org', PASSPHRASE));
  expect(restarted.state.value.kind).toBe('signed-in');
  expect(restarted.session.signIns()).toBe(1);
  expect(first.device.moves).toBe(0);
});

test('a role that asks for a second factor does not read as a session that ended, also after a restart', async () => {
  const { first } = await signedUp();
  await first.account.noteExpired({ secondFactor: true });
  const restarted = first.restart();
  await restarted.load();
  expect(restarted.state.value).toEqual({
    kind: 'session-expired',
    email: 'ana@example.org',
    owesSecondFactor: true,
  });
  unwrap(await restarted.signIn('ana@example.org', PASSPHRASE));
  await restarted.noteExpired();
  expect(restarted.state.value).toEqual({ kind: 'session-expired', email: 'ana@example.org' });
});

test('a crash while joining is settled by where the vault got to', async () => {
  const { server, callApi, first } = await signedUp();
  const second = createDevice(callApi);
  const record = { email: 'ana@example.org', recoveryRehearsed: false, phase: 'joining' as const };
  await second.records.save({ ...record, vaultId: first.device.keyring.vaultId });
  await second.account.load();
  expect(second.account.state.value.kind).toBe('local-only');
  expect(server.session).toBeNull();
  await second.records.save({ ...record, vaultId: second.device.keyring.vaultId });
  await second.restart().load();
  expect((await second.records.load())?.phase).toBe('signed-in');
});

test('a device without room for the journal stays as it was', async () => {
  const { callApi } = await signedUp();
  const second = createDevice(callApi);
  second.device.full = true;
  expect(await second.account.signIn('ana@example.org', PASSPHRASE)).toEqual(err('storage-full'));
  expect(second.account.state.value.kind).toBe('local-only');
});

test('weak passphrases and what is no address never reach the network', async () => {
  const { server, callApi } = createServer();
  const { account } = createDevice(callApi);
  expect(await account.signUp('not an address', PASSPHRASE)).toEqual(err('invalid-email'));
  expect(await account.signUp('ana@example.org', redact('short'))).toEqual(err('passphrase-too-weak'));
  expect(await account.signUp('ana@example.org', redact('aaaaaaaaaaaaaaaa'))).toEqual(
    err('passphrase-too-weak'),
  );
  expect(server.requests).toEqual([]);
});

test('an address that is taken and a server that is away are told apart', async () => {
  const { server, callApi } = await signedUp();
  const { account } = createDevice(callApi);
  expect(await account.signUp('ana@example.org', OTHER)).toEqual(err('email-unavailable'));
  server.offline = true;
  expect(await account.signUp('eva@example.org', OTHER)).toEqual(err('offline'));
});
