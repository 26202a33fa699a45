import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  emptyDirectory,
  imported,
  JOBS,
  runAll,
  seen,
  troublesOf,
  UNRECORDED,
} from '../../testing/directory.ts';
import { createDirectoryImports } from './directory-imports.ts';
import { systemClock, systemRandom } from '@undertone/base/clock';

const imports = createDirectoryImports({ ...env, JOBS }, systemRandom);
const now = () => systemClock.now();

const HEADING = 'sourceId,name,kind,lat,lon,country\n';
const ANNA = 'a,Anna,therapist,52.5,13.4,DE\n';
const BEN = 'b,Ben,doctor,48.1,11.6,DE\n';
const CARLA = 'c,Carla,clinic,40.4,-3.7,ES\n';

beforeEach(emptyDirectory);

describe('an import', () => {
  it('shows what the file holds, once all of it has been read', async () => {
    const done = await imported(HEADING + ANNA + BEN);
    expect(done).toMatchObject({
      state: 'live',
      failure: null,
      version: 1,
      rows: 2,
      added: 2,
      canUndo: true,
    });
    expect(await seen()).toEqual(['Anna', 'Ben']);
    const { results } = await env.DIRECTORY.prepare('SELECT entry FROM directory_entry ORDER BY id').all<{
      entry: string;
    }>();
    expect(JSON.parse(results[0]!.entry)).toEqual({
      id: expect.stringMatching(/^[\w-]{16}$/),
      ...{ source: 'test', name: 'Anna', kind: 'therapist', lat: 52.5, lon: 13.4 },
      ...{ precision: 'exact', country: 'DE' },
    });
  });

  it('adds, changes and removes what is otherwise than before, and leaves the rest as it is', async () => {
    await imported(HEADING + ANNA + BEN);
    const next = await imported(HEADING + ANNA + BEN.replace('doctor', 'clinic') + CARLA);
    expect(next).toMatchObject({ version: 2, added: 1, changed: 1, unchanged: 1, removed: 0 });
    const last = await imported(HEADING + CARLA);
    expect(last).toMatchObject({ version: 3, added: 0, unchanged: 1, removed: 2 });
    expect(await seen()).toEqual(['Carla']);
  });

  it('that only adds removes nothing', async () => {
    await imported(HEADING + ANNA);
    expect(await imported(HEADING + BEN, { addOnly: true })).toMatchObject({ added: 1, removed: 0 });
    expect(await seen()).toEqual(['Anna', 'Ben']);
  });

  it('leaves the entries of other sources alone, but lists no practice twice', async () => {
    await imported(HEADING + ANNA, { source: 'first' });
    const done = await imported(`${HEADING}x,ANNA,therapist,52.501,13.4,DE\n${BEN}`, { source: 'second' });
    expect(done).toMatchObject({ added: 1, troubles: { 'duplicate-of-other-source': 1 } });
    expect(await seen('first')).toEqual(['Anna']);
    expect(await seen('second')).toEqual(['Ben']);
    expect(await imported(`${HEADING}x,Anna,therapist,52.51,13.4,DE\n`, { source: 'third' })).toMatchObject({
      added: 1,
    });
  });

  it('as a dry run counts all of that and changes nothing', async () => {
    await imported(HEADING + ANNA + BEN);
    const checked = await imported(`${HEADING}${BEN.replace('Ben', 'Benno')}${CARLA}`, {}, true);
    expect(checked).toMatchObject({ state: 'checked', version: null, added: 1, changed: 1, removed: 1 });
    expect(await seen()).toEqual(['Anna', 'Ben']);
    const rows = await env.DIRECTORY.prepare('SELECT COUNT(*) AS rows FROM directory_entry').first();
    expect(rows).toEqual({ rows: 2 });
  });

  it('leaves no file and no mark behind', async () => {
    const { id } = await imported(HEADING + ANNA);
    expect((await env.ATTACHMENTS.list({ prefix: `directory/${id}/` })).objects).toEqual([]);
    expect(
      await env.DIRECTORY.prepare('SELECT COUNT(*) AS marks FROM directory_import_mark').first(),
    ).toEqual({
      marks: 0,
    });
  });

  it('with more wrong rows than right ones fails, and the directory stays as it was', async () => {
    await imported(HEADING + ANNA);
    const failed = await imported(`${HEADING}${BEN}c,,doctor,1,1,\nd,,doctor,1,1,\n`);
    expect(failed).toMatchObject({ state: 'failed', failure: 'too-many-errors' });
    expect(await seen()).toEqual(['Anna']);
    expect(await troublesOf(failed.id)).toEqual([
      [3, 'missing-name', 'name'],
      [4, 'missing-name', 'name'],
    ]);
    expect(await imported(HEADING + BEN)).toMatchObject({ state: 'live', added: 1, removed: 1 });
  });
});

describe('undoing an import', () => {
  it('puts the version before it back at once, and the next import builds upon that', async () => {
    await imported(HEADING + ANNA + BEN);
    const { id } = await imported(HEADING + ANNA.replace('Anna', 'Anne') + CARLA);
    expect(await seen()).toEqual(['Anne', 'Carla']);
    expect(await imports.undo(id, UNRECORDED, now())).toEqual({ ok: true });
    expect(await seen()).toEqual(['Anna', 'Ben']);
    await runAll();
    expect(await seen()).toEqual(['Anna', 'Ben']);
    expect(await imported(HEADING + ANNA)).toMatchObject({ version: 3, unchanged: 1, removed: 1 });
    expect(await seen()).toEqual(['Anna']);
  });

  it('of the first leaves an empty directory', async () => {
    const { id } = await imported(HEADING + ANNA);
    expect((await imports.undo(id, UNRECORDED, now())).ok).toBe(true);
    expect(await seen()).toEqual([]);
    await runAll();
    expect(await env.DIRECTORY.prepare('SELECT COUNT(*) AS rows FROM directory_entry').first()).toEqual({
      rows: 0,
    });
  });

  it('is refused once another came after it', async () => {
    const { id } = await imported(HEADING + ANNA);
    await imported(HEADING + BEN);
    expect(await imports.undo(id, UNRECORDED, now())).toEqual({ ok: false, error: 'import-state' });
  });
});
