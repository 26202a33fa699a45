import { err, ok } from '@undertone/base/result';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CallApi } from '../app/call-api.ts';
import type { OutboundRequest } from '../app/outbound.ts';
import type { Pack } from '../app/packs-port.ts';
import { sha256Hex, type FileCache } from '../offline/verified-files.ts';
import { PIECE_BYTES, type PackPin, type PackRole } from './pack-pin.ts';
import { createPackShelf } from './pack-shelf.ts';
import { createPacks, type Packs } from './packs.ts';
import { createPacksInUse, PACKS_IN_USE_KEY } from './packs-in-use.ts';

/** Two pieces and a bit. */
const NETWORK = Uint8Array.from({ length: 2 * PIECE_BYTES + 1000 }, (_, index) => (index * 31) & 0xff);
const TOKENIZER = new TextEncoder().encode('{"a tokenizer": "of undocumented size"}');
const PIN: PackPin = {
  id: 'words-tiny',
  task: 'text-emotion',
  name: 'tiny',
  revision: 'abc',
  licence: 'MIT',
  files: [
    { role: 'network', bytes: NETWORK.length, sha256: await sha256Hex(NETWORK) },
    { role: 'tokenizer', sha256: await sha256Hex(TOKENIZER) },
  ],
};
/** As a build has it whose operator allows it; fetched at once. */
const SMALL = NETWORK.slice(0, 1000);
const HOST = 'models.example';
const DIRECT_PIN: PackPin = {
  ...PIN,
  files: [
    {
      role: 'network',
      bytes: SMALL.length,
      sha256: await sha256Hex(SMALL),
      url: `https://${HOST}/1/small.onnx`,
    },
  ],
};
const [NETWORK_PIN, TOKENIZER_PIN] = PIN.files;

/** A mirror and a device: what one holds outlives a reload of the app, which `open` is. */
function setUp() {
  const mirror = new Map<string, Uint8Array<ArrayBuffer>>([
    [`/api/v1/packs/words-tiny/${NETWORK_PIN!.sha256}`, NETWORK],
    [`/api/v1/packs/words-tiny/${TOKENIZER_PIN!.sha256}`, TOKENIZER],
  ]);
  const requests: OutboundRequest[] = [];
  /** Addresses of third parties that were asked. */
  const contacted: string[] = [];
  const world = {
    mirror,
    requests,
    contacted,
    pins: [PIN] as readonly PackPin[],
    reachable: true,
    knowsRanges: true,
    /** Of the third party. */
    answer: SMALL,
    status: null as number | null,
    /** Bytes that the device can keep. */
    room: Infinity,
    onRequest: (_count: number): void => undefined,
    beforeKeeping: async (): Promise<void> => undefined,
    /** Once it is known what is kept, and before that is told. */
    beforeAnswering: async (): Promise<void> => undefined,
  };
  const kept = new Map<string, Response>();
  const cache: FileCache = {
    async match(key) {
      const found = kept.get(key)?.clone();
      await world.beforeAnswering();
      return found;
    },
    async put(key, response) {
      const { byteLength } = await response.clone().arrayBuffer();
      if (byteLength > world.room) throw new DOMException('full', 'QuotaExceededError');
      world.room -= byteLength;
      await world.beforeKeeping();
      kept.set(key, response);
    },
    delete: async (key) => kept.delete(key),
    keys: async () => [...kept.keys()].map((url) => ({ url })),
  };
  const preferences = new Map<string, string>();
  const open = () =>
    createPacks({
      pins: world.pins,
      callApi: (async () =>
        world.reachable
          ? ok({
              files: [...mirror.keys()].map((path) => {
                const [pack = '', file = ''] = path.split('/').slice(-2);
                return { pack, file };
              }),
            })
          : err({ code: 'offline' })) as unknown as CallApi,
      outbound: {
        async fetchPinned({ url }) {
          contacted.push(url);
          return ok({ status: 200, contentType: '', bytes: world.answer });
        },
        async send(request) {
          requests.push(request);
          world.onRequest(requests.length);
          if (request.signal?.aborted === true) return err('aborted');
          if (!world.reachable) return err('offline');
          const bytes = mirror.get(request.path);
          if (world.status !== null || bytes === undefined)
            return ok({ status: world.status ?? 404, contentType: '', bytes: new Uint8Array() });
          const { first, last } = request.range!;
          return world.knowsRanges
            ? ok({ status: 206, contentType: '', bytes: bytes.slice(first, last + 1) })
            : ok({ status: 200, contentType: '', bytes });
        },
      },
      shelf: createPackShelf({ openCache: async () => cache, origin: 'https://journal.example' }),
      inUse: createPacksInUse(
        (key) => preferences.get(key) ?? null,
        (key, value) => void (value === null ? preferences.delete(key) : preferences.set(key, value)),
      ),
    });
  return { world, kept, open, preferences };
}

let { world, kept, open, preferences } = setUp();
beforeEach(() => {
  ({ world, kept, open, preferences } = setUp());
});

const only = (packs: { readonly packs: { readonly value: readonly Pack[] } }) => packs.packs.value[0]!;
const hashOf = async (packs: Packs, role: PackRole) => {
  const bytes = await packs.read(PIN.id, role);
  return bytes === null ? null : sha256Hex(bytes);
};
const firstBytes = () => world.requests.map(({ range }) => range?.first);

describe('a pack', () => {
  it('is asked for only at a tap, and only from this server', async () => {
    const packs = open();
    await packs.refresh();
    expect(world.requests).toEqual([]);
    expect(only(packs)).toMatchObject({ state: { kind: 'absent' }, source: { kind: 'mirror' } });
    await packs.install(PIN.id);
    expect(new Set(world.requests.map(({ path }) => path))).toEqual(new Set(world.mirror.keys()));
  });

  it('comes piece by piece, is checked, and is off until it is switched on', async () => {
    const packs = open();
    await packs.refresh();
    expect(await packs.install(PIN.id)).toEqual(ok());
    expect(firstBytes()).toEqual([0, PIECE_BYTES, 2 * PIECE_BYTES, 0]);
    expect(only(packs).state).toEqual({ kind: 'installed', inUse: false });
    expect(await hashOf(packs, 'network')).toBe(NETWORK_PIN!.sha256);
    expect(await hashOf(packs, 'tokenizer')).toBe(TOKENIZER_PIN!.sha256);
    await packs.use(PIN.id, true);
    const reloaded = open();
    await reloaded.refresh();
    expect(only(reloaded).state).toEqual({ kind: 'installed', inUse: true });
  });

  it('that does nothing before a tap is on while it is whole, which a screen knows without its code', async () => {
    world.pins = [{ ...PIN, task: 'speech-to-text' }];
    const isKnown = () => preferences.get(PACKS_IN_USE_KEY) === PIN.id;
    const packs = open();
    await packs.install(PIN.id);
    expect(isKnown()).toBe(true);
    kept.delete([...kept.keys()].find((key) => key.endsWith('/whole'))!);
    await open().refresh();
    expect(isKnown()).toBe(false);
    await packs.install(PIN.id);
    await packs.remove(PIN.id);
    expect(isKnown()).toBe(false);
  });

  it('goes on after a pause where it stopped, even after a reload', async () => {
    const packs = open();
    world.onRequest = (count) => {
      if (count === 2) packs.pause(PIN.id);
    };
    expect(await packs.install(PIN.id)).toEqual(err('paused'));
    expect(only(packs).state).toMatchObject({ kind: 'paused' });
    world.onRequest = () => undefined;
    const reloaded = open();
    await reloaded.refresh();
    expect(only(reloaded).state).toEqual({ kind: 'paused', loadedBytes: PIECE_BYTES });
    expect(await reloaded.install(PIN.id)).toEqual(ok());
    expect(firstBytes()).toEqual([0, PIECE_BYTES, PIECE_BYTES, 2 * PIECE_BYTES, 0]);
    expect(await hashOf(reloaded, 'network')).toBe(NETWORK_PIN!.sha256);
  });

  it('takes the whole from a server that knows no ranges', async () => {
    world.knowsRanges = false;
    const packs = open();
    expect(await packs.install(PIN.id)).toEqual(ok());
    expect(await hashOf(packs, 'network')).toBe(NETWORK_PIN!.sha256);
  });

  it('with one flipped bit is thrown away and never handed out', async () => {
    const flipped = NETWORK.slice();
    flipped[PIECE_BYTES + 5]! ^= 1;
    world.mirror.set([...world.mirror.keys()][0]!, flipped);
    const packs = open();
    expect(await packs.install(PIN.id)).toEqual(err('corrupt'));
    expect(only(packs).state).toEqual({ kind: 'failed', reason: 'corrupt', loadedBytes: 0 });
    expect(kept.size).toBe(0);
    expect(await packs.read(PIN.id, 'network')).toBeNull();
  });

  it('of another length than pinned is refused before it is kept', async () => {
    world.mirror.set([...world.mirror.keys()][0]!, NETWORK.slice(0, PIECE_BYTES - 1));
    expect(await open().install(PIN.id)).toEqual(err('corrupt'));
    expect(kept.size).toBe(0);
  });

  it('tells a file that is gone, a refusing server, a lost network and a full device apart', async () => {
    const cases = [
      ['missing', () => (world.status = 404)],
      ['server-refused', () => (world.status = 503)],
      ['offline', () => (world.reachable = false)],
      ['storage-full', () => (world.room = PIECE_BYTES + 10)],
    ] as const;
    for (const [reason, breakIt] of cases) {
      ({ world, kept, open, preferences } = setUp());
      breakIt();
      const packs = open();
      expect(await packs.install(PIN.id)).toEqual(err(reason));
      expect(only(packs).state).toMatchObject({ kind: 'failed', reason });
    }
    // Room was made: what had come is not fetched again.
    world.room = Infinity;
    expect(await open().install(PIN.id)).toEqual(ok());
    expect(firstBytes().filter((first) => first === 0)).toHaveLength(2);
  });

  it('goes whole when it is removed, and is no longer in use', async () => {
    const packs = open();
    await packs.install(PIN.id);
    await packs.use(PIN.id, true);
    await packs.remove(PIN.id);
    expect(kept.size).toBe(0);
    expect(preferences.size).toBe(0);
    expect(only(packs).state).toEqual({ kind: 'absent' });
  });

  it('is not shown as it was before it was removed, however long a look at it takes', async () => {
    const packs = open();
    await packs.install(PIN.id);
    let goOn = () => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    world.beforeAnswering = () => held;
    const looking = packs.refresh();
    await packs.remove(PIN.id);
    goOn();
    await looking;
    expect(only(packs).state).toEqual({ kind: 'absent' });
  });

  it('can be fetched by two tabs at once, which put the same pieces in the same places', async () => {
    const [one, other] = [open(), open()];
    expect(await Promise.all([one.install(PIN.id), other.install(PIN.id)])).toEqual([ok(), ok()]);
    expect(await hashOf(one, 'network')).toBe(NETWORK_PIN!.sha256);
  });

  it('leaves nothing behind when it is removed in the middle of its download', async () => {
    const packs = open();
    const removals: Promise<void>[] = [];
    world.beforeKeeping = async () => {
      removals.push(packs.remove(PIN.id));
      // A turn of the event loop: a removal that does not wait would be over by then.
      await new Promise((resolve) => setTimeout(resolve));
    };
    expect(await packs.install(PIN.id)).toEqual(err('paused'));
    await Promise.all(removals);
    expect(kept.size).toBe(0);
    expect(only(packs).state).toEqual({ kind: 'absent' });
  });

  it('is not offered by a server that lacks one of its files, nor claimed of one that cannot be asked', async () => {
    world.mirror.delete([...world.mirror.keys()][1]!);
    const packs = open();
    expect(only(packs).source).toEqual({ kind: 'unknown' });
    await packs.refresh();
    expect(only(packs).source).toEqual({ kind: 'none' });
    world.reachable = false;
    const offline = open();
    await offline.refresh();
    expect(only(offline).source).toEqual({ kind: 'unknown' });
  });
});

describe('a pack that only a third party has', () => {
  beforeEach(() => {
    world.pins = [DIRECT_PIN];
  });

  it('names whom it would contact, and contacts nobody without a yes to that very host', async () => {
    const packs = open();
    await packs.refresh();
    expect(only(packs).source).toEqual({ kind: 'direct', host: HOST });
    expect(await packs.install(PIN.id)).toEqual(err('missing'));
    expect(await packs.install(PIN.id, 'elsewhere.example')).toEqual(err('missing'));
    expect(world.contacted).toEqual([]);
  });

  it('is fetched from its pinned address after the yes, checked and kept like any other', async () => {
    const packs = open();
    await packs.refresh();
    expect(await packs.install(PIN.id, HOST)).toEqual(ok());
    expect(world.contacted).toEqual([DIRECT_PIN.files[0]!.url]);
    expect(world.requests).toEqual([]);
    expect(await packs.read(PIN.id, 'network')).toEqual(SMALL);
  });

  it('is thrown away when what came is not what is pinned', async () => {
    world.answer = SMALL.map((byte, at) => (at === 40 ? byte ^ 1 : byte));
    const packs = open();
    await packs.refresh();
    expect(await packs.install(PIN.id, HOST)).toEqual(err('corrupt'));
    expect(kept.size).toBe(0);
  });

  it('comes from the mirror wherever that has it, whatever was agreed to', async () => {
    world.mirror.set(`/api/v1/packs/${PIN.id}/${DIRECT_PIN.files[0]!.sha256}`, SMALL);
    const packs = open();
    await packs.refresh();
    expect(only(packs).source).toEqual({ kind: 'mirror' });
    expect(await packs.install(PIN.id, HOST)).toEqual(ok());
    expect(world.contacted).toEqual([]);
  });

  it('is not offered while this server cannot be asked, nor in a build that allows no direct download', async () => {
    world.reachable = false;
    const offline = open();
    await offline.refresh();
    expect(only(offline).source).toEqual({ kind: 'unknown' });
    world.reachable = true;
    world.pins = [{ ...DIRECT_PIN, files: DIRECT_PIN.files.map(({ url: _url, ...file }) => file) }];
    const plain = open();
    await plain.refresh();
    expect(only(plain).source).toEqual({ kind: 'none' });
    expect(await plain.install(PIN.id, HOST)).toEqual(err('missing'));
    expect(world.contacted).toEqual([]);
  });
});

describe('an installed pack whose kept copy is damaged', () => {
  const damage = async (change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) => {
    const packs = open();
    await packs.refresh();
    await packs.install(PIN.id);
    await packs.use(PIN.id, true);
    const key = [...kept.keys()].find((one) => one.endsWith(`${NETWORK_PIN!.sha256}/1`))!;
    const { headers } = kept.get(key)!;
    const bytes = new Uint8Array(await kept.get(key)!.arrayBuffer());
    kept.set(key, new Response(change(bytes), { headers }));
    return packs;
  };
  const SPOILED = { kind: 'failed', reason: 'spoiled' } as const;

  it.each([
    [
      'one flipped bit',
      (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte, at) => (at === 9 ? byte ^ 1 : byte)),
    ],
    ['a piece cut short', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(1)],
    ['a piece too long', () => new Uint8Array(2 * PIECE_BYTES)],
  ])('is not handed out, and says so even after a reload: %s', async (_, change) => {
    const packs = await damage(change);
    expect(await packs.read(PIN.id, 'network')).toBeNull();
    expect(only(packs).state).toMatchObject(SPOILED);
    expect([...kept.keys()].filter((key) => key.includes(NETWORK_PIN!.sha256))).toHaveLength(1);
    const reloaded = open();
    await reloaded.refresh();
    expect(only(reloaded).state).toMatchObject(SPOILED);
  });

  it('is whole and in use again once it was installed again', async () => {
    const packs = await damage((bytes) => bytes.slice(1));
    await packs.read(PIN.id, 'network');
    expect(await packs.install(PIN.id)).toEqual(ok());
    const reloaded = open();
    await reloaded.refresh();
    expect(only(reloaded).state).toEqual({ kind: 'installed', inUse: true });
    expect(await hashOf(reloaded, 'network')).toBe(NETWORK_PIN!.sha256);
  });

  it('is off and forgotten once it was removed', async () => {
    const packs = await damage((bytes) => bytes.slice(1));
    await packs.read(PIN.id, 'network');
    await packs.remove(PIN.id);
    expect([kept.size, preferences.size]).toEqual([0, 0]);
  });
});
