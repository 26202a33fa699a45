// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import type { DirectoryImport, NewImport } from '@undertone/contract/directory-import';
import { act } from 'preact/test-utils';
import { beforeEach, expect, it } from 'vitest';
import { createFakeServices, type FakeApi } from '../../../app/fake-services.ts';
import { loadOnDemandWords, setLanguage } from '../../../app/i18n.ts';
import { button, field, named, press, settle, show, type } from '../../../ui/render-in-dom.testkit.tsx';
import { DirectoryScreen } from './directory-screen.tsx';

const AT = '2026-11-20T10:00:00.000Z';
const words = () => document.body.textContent ?? '';

beforeEach(async () => {
  await setLanguage('en');
  await loadOnDemandWords();
});

const anImport = (parts: Partial<DirectoryImport> = {}): DirectoryImport => ({
  ...{ id: '0197f1b2-0000-7000-8000-000000000001', format: 'csv', source: 'town', sourceName: 'Town list' },
  ...{ state: 'live', failure: null, isDryRun: false, version: 3, fileBytes: 30, partsReceived: [] },
  ...{ readBytes: 0, totalBytes: null, rows: 0, added: 0, changed: 0, unchanged: 0, removed: 0 },
  ...{ troubles: {}, canUndo: false, startedAt: AT, updatedAt: AT },
  ...parts,
});

/** A server with these imports, that notes what it is asked. */
function serverWith(imports: DirectoryImport[], more: FakeApi = {}) {
  const asked: string[] = [];
  const put = (id: string, change: Partial<DirectoryImport>) => {
    const index = imports.findIndex((one) => one.id === id);
    imports[index] = { ...imports[index]!, ...change };
    return imports[index];
  };
  const api: FakeApi = {
    directoryImports: () => ok({ liveVersion: 3, entries: 120, imports: [...imports] }),
    tileIndex: () =>
      ok({
        ...{ version: 3, entries: 120, tiles: [] },
        sources: [
          {
            ...{ id: 'osm', name: 'OpenStreetMap', licence: 'ODbL 1.0', isSample: false },
            ...{ attribution: '© OpenStreetMap contributors', updated: '2026-11-20' },
          },
        ],
      }),
    careReports: () => ok({ reports: [] }),
    hiddenEntries: () => ok({ entries: [] }),
    newDirectoryImport: ({ body }) => {
      asked.push(`new ${JSON.stringify(body)}`);
      const id = `0197f1b2-0000-7000-8000-00000000001${imports.length}`;
      const { format, source, fileBytes } = body as NewImport;
      imports.unshift(
        anImport({ id, format, source: source.id, sourceName: source.name, fileBytes, state: 'uploading' }),
      );
      return ok(imports[0]!);
    },
    directoryImportPart: ({ params, octets }) => {
      asked.push(`part ${params.part} of ${octets.length}`);
      return ok();
    },
    startDirectoryImport: ({ params, body }) => {
      asked.push(body.dryRun ? 'check' : 'import');
      return ok(put(params.import, { state: 'queued', isDryRun: body.dryRun }));
    },
    ...more,
  };
  return { api, asked, put };
}

/** Time that passes when it is told to. */
function handTime() {
  let waiting: (() => void)[] = [];
  return {
    wait: (_ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        waiting.push(resolve);
        signal.addEventListener('abort', () => resolve());
      }),
    pass: async () => {
      const due = waiting;
      waiting = [];
      for (const resolve of due) resolve();
      await settle();
    },
    count: () => waiting.length,
  };
}

const open = async (api: FakeApi, wait = handTime().wait) => {
  await show(<DirectoryScreen wait={wait} />, createFakeServices({ clock: systemClock, api }));
  await settle();
};

const CSV = 'ref,nombre,lat,lon\n1,Ana,40,-3\n';

async function chooseFile(label: string, content: string | File): Promise<void> {
  const input = field(label);
  const file = typeof content === 'string' ? new File([content], 'town.csv') : content;
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  await act(async () => void input.dispatchEvent(new Event('change', { bubbles: true })));
  await settle();
}

async function fillIn(): Promise<void> {
  await chooseFile('File', CSV);
  await type(field('Short name of the source'), 'town');
  await type(field('Name of the source'), 'Town list');
  await type(field('Licence'), 'CC0 1.0');
}

it('shows what is live, whom it is from and what must be said of it', async () => {
  await open(serverWith([]).api);
  expect(words()).toContain('120');
  expect(words()).toContain('© OpenStreetMap contributors');
  expect(words()).toContain('ODbL 1.0');
  expect(words()).toContain('No file has been imported here.');
  expect(words()).toContain('Nobody has said that anything is wrong.');
});

it('tells an admin of no deployment that this is not theirs', async () => {
  await open({ directoryImports: () => err({ code: 'forbidden' }) });
  expect(words()).toContain('This account may not do that');
});

it('checks a file before anything is changed, then imports the same for good', async () => {
  const { api, asked, put } = serverWith([]);
  const time = handTime();
  await open(api, time.wait);
  await fillIn();
  expect(words()).toContain('Ana');
  await press(button('Send and check'));
  expect(asked).toEqual([
    expect.stringContaining('"columns":{"sourceId":"ref","name":"nombre","lat":"lat","lon":"lon"}'),
    `part 0 of ${CSV.length}`,
    'check',
  ]);
  expect(words()).toContain('Waits for its turn');

  const id = '0197f1b2-0000-7000-8000-000000000010';
  put(id, { state: 'reading', rows: 1, readBytes: 15, totalBytes: 30 });
  await time.pass();
  expect(words()).toContain('Reading, 1 row so far');
  put(id, { state: 'checked', rows: 1, added: 1 });
  await time.pass();
  expect(words()).toContain('Checked; nothing was changed');
  expect(time.count()).toBe(0);

  await press(button('Import it for good'));
  expect(asked.slice(3)).toEqual([asked[0], asked[1], 'import']);
});

it('says what is missing, and asks the server nothing until it is there', async () => {
  const { api, asked } = serverWith([]);
  await open(api);
  await press(button('Send and check'));
  expect(words()).toContain('Choose a file first.');
  await chooseFile('File', 'name,lat\nAna,40\n');
  await type(field('Short name of the source'), 'Not so short');
  await press(button('Send and check'));
  expect(words()).toContain('Small letters, digits and single hyphens');
  expect(words()).toContain('An id, a name, and a position or a postcode are needed.');
  expect(asked).toEqual([]);
});

it('goes on with an interrupted upload once the same file is chosen again', async () => {
  const { api, asked } = serverWith([anImport({ state: 'uploading', fileBytes: CSV.length })]);
  await open(api);
  await chooseFile('Choose the same file again', 'another file');
  expect(words()).toContain('This is another file');
  await press(button('Send the rest'));
  expect(asked).toEqual([]);
  await chooseFile('Choose the same file again', CSV);
  await press(button('Send the rest'));
  expect(asked).toEqual([`part 0 of ${CSV.length}`, 'check']);
});

it('keeps what was sent when the network goes, and goes on from there', async () => {
  let isOnline = false;
  const sent: string[] = [];
  const { api } = serverWith([], {
    directoryImportPart: ({ params }) => {
      sent.push(params.part);
      return isOnline ? ok() : err({ code: 'offline' });
    },
  });
  await open(api);
  await fillIn();
  await press(button('Send and check'));
  expect(words()).toContain('The server cannot be reached');
  isOnline = true;
  await press(button('Go on'));
  expect(sent).toEqual(['0', '0']);
  expect(words()).toContain('Waits for its turn');
});

it('lists rows with trouble by their place, page after page', async () => {
  const { api } = serverWith([anImport({ rows: 9, troubles: { 'missing-name': 2, 'position-zero': 1 } })], {
    directoryImportErrors: ({ query }) =>
      query.after === '0'
        ? ok({
            errors: [
              { row: 4, trouble: 'missing-name', field: 'name', excerpt: null },
              { row: 5, trouble: 'missing-name', field: 'name', excerpt: null },
            ],
            more: true,
          })
        : ok({
            errors: [{ row: 1007, trouble: 'position-zero', field: null, excerpt: '0, 0' }],
            more: false,
          }),
  });
  await open(api);
  const details = named('summary', '3 rows with trouble').parentElement as HTMLDetailsElement;
  await act(async () => {
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
  });
  await settle();
  expect(words()).toContain('No name: 2');
  expect(document.querySelectorAll('tbody tr')).toHaveLength(2);
  expect(document.querySelector('tbody tr')!.textContent).toBe('4No nameName');
  await press(button('Show more rows'));
  expect(document.querySelectorAll('tbody tr')).toHaveLength(3);
  expect(words()).toContain('1,007');
});

it('undoes an import only when asked twice', async () => {
  const imports = [anImport({ canUndo: true })];
  const server = serverWith(imports, {
    undoDirectoryImport: ({ params }) => ok(server.put(params.import, { state: 'undone', canUndo: false })),
  });
  await open(server.api);
  expect(words()).toContain('Done; everybody sees it');
  await press(button('Undo the import of Town list'));
  expect(words()).toContain('Put the version before it back?');
  expect(imports[0]!.state).toBe('live');
  await press(button('Undo'));
  expect(words()).toContain('Undone');
  expect(imports[0]!.state).toBe('undone');
});

it('offers the way back as soon as the server has tidied up after an import', async () => {
  const { api, put } = serverWith([anImport()]);
  const time = handTime();
  await open(api, time.wait);
  expect(words()).toContain('Then it can be undone.');
  put(anImport().id, { canUndo: true });
  await time.pass();
  expect(button('Undo the import of Town list')).toBeDefined();
  expect(time.count()).toBe(0);
});

it('says that an import has moved on when it can no longer be stopped', async () => {
  const { api } = serverWith([anImport({ state: 'publishing' })], {
    cancelDirectoryImport: () => err({ code: 'import-state' }),
  });
  await open(api);
  await press(button('Cancel the import of Town list'));
  await press(button('Cancel the import'));
  expect(words()).toContain('This import has moved on meanwhile');
});

it('goes on looking while the server does not answer, and shows how it was last', async () => {
  let isUp = true;
  const { api } = serverWith([anImport({ state: 'queued' })]);
  const time = handTime();
  const flaky: FakeApi = {
    ...api,
    directoryImports: (input) => (isUp ? api.directoryImports!(input) : err({ code: 'offline' })),
  };
  await open(flaky, time.wait);
  isUp = false;
  await time.pass();
  expect(words()).toContain('The server does not answer at the moment');
  expect(words()).toContain('Waits for its turn');
  isUp = true;
  await time.pass();
  expect(words()).not.toContain('The server does not answer at the moment');
});

it('believes the look that began last, whichever is answered first', async () => {
  const { api } = serverWith([]);
  let looks = 0;
  let answerLate = () => {};
  const late: FakeApi = {
    ...api,
    directoryImports: (input) => {
      looks++;
      const asItWas = api.directoryImports!(input);
      if (looks !== 2) return asItWas;
      return new Promise((resolve) => {
        answerLate = () => resolve(asItWas);
      });
    },
  };
  const time = handTime();
  await open(late, time.wait);
  await fillIn();
  await press(button('Send and check'));
  expect(looks).toBe(3);
  expect(words()).toContain('Waits for its turn');
  answerLate();
  await settle();
  expect(words()).toContain('Waits for its turn');
  expect(time.count()).toBeGreaterThan(0);
});

it('goes by the file that was chosen last, however long an earlier one takes to read', async () => {
  await open(serverWith([]).api);
  let readEarlier = () => {};
  const earlier = new File(['earlier_only,columns\n1,2\n'], 'earlier.csv');
  const slice = earlier.slice(0);
  const bytes = await slice.arrayBuffer();
  slice.arrayBuffer = () => new Promise((resolve) => (readEarlier = () => resolve(bytes)));
  earlier.slice = () => slice;
  await chooseFile('File', earlier);
  await chooseFile('File', CSV);
  readEarlier();
  await settle();
  expect(words()).toContain('nombre');
  expect(words()).not.toContain('earlier_only');
});

it('gathers what people say of an entry, and hides it once someone is sure', async () => {
  const line = { entry: 'AAAAAAAAAAAAAAAA', name: 'Dr. Ruiz', source: 'osm', day: '2026-11-20' };
  let reports = [
    { ...line, reason: 'closed' as const, count: 3 },
    { ...line, reason: 'wrong-phone' as const, count: 1 },
  ];
  const outcomes: string[] = [];
  const { api } = serverWith([], {
    careReports: () => ok({ reports }),
    resolveCareReports: ({ body }) => {
      outcomes.push(body.outcome);
      reports = [];
      return ok();
    },
  });
  await open(api);
  expect(words()).toContain('It is closed for good: 3 times');
  expect(words()).toContain('The phone number is wrong: 1 time');
  await press(button('Hide Dr. Ruiz'));
  expect(outcomes).toEqual([]);
  await press(button('Hide'));
  expect(outcomes).toEqual(['hidden']);
  expect(words()).toContain('Nobody has said that anything is wrong.');
});

it('lists what is hidden, and shows it again', async () => {
  const ruiz = { entry: 'AAAAAAAAAAAAAAAA', name: 'Dr. Ruiz', source: 'osm', isListed: true };
  const gone = { entry: 'BBBBBBBBBBBBBBBB', name: 'Old clinic', source: 'town', isListed: false };
  let entries = [gone];
  let reports = [{ ...ruiz, day: '2026-11-20', reason: 'closed' as const, count: 1 }];
  const asked: unknown[] = [];
  const { api } = serverWith([], {
    careReports: () => ok({ reports }),
    hiddenEntries: () => ok({ entries }),
    resolveCareReports: ({ params, body }) => {
      asked.push([params.entry, body.outcome]);
      reports = [];
      entries =
        body.outcome === 'hidden' ? [ruiz, gone] : entries.filter(({ entry }) => entry !== params.entry);
      return ok();
    },
  });
  await open(api);
  expect(words()).toContain('Old clinictown · no longer listed by its source');
  await press(button('Hide Dr. Ruiz'));
  await press(button('Hide'));
  await press(button('Show Dr. Ruiz again'));
  expect(document.activeElement?.textContent).toBe('Hidden');
  await press(button('Show Old clinic again'));
  expect(asked).toEqual([
    ['AAAAAAAAAAAAAAAA', 'hidden'],
    ['AAAAAAAAAAAAAAAA', 'shown'],
    ['BBBBBBBBBBBBBBBB', 'shown'],
  ]);
  expect(words()).toContain('Nothing is hidden.');
});
