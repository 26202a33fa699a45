import { execFileSync } from 'node:child_process';
import { chmodSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { Position } from '@undertone/geo/position';

/** Milliseconds of each query, by PostgreSQL's own clock. */
export interface PostgisTimes {
  readonly version: string;
  readonly times: readonly (readonly number[])[];
}

/** Where PostgreSQL and PostGIS are installed; `null`: they are not. */
function binariesOf(): string | null {
  const extension = globSync('/usr/share/postgresql/*/extension/postgis.control');
  const [initdb] = globSync('/usr/lib/postgresql/*/bin/initdb').reverse();
  return extension.length === 0 || initdb === undefined ? null : dirname(initdb);
}

/**
 * The nearest 20 by geography KNN (`ORDER BY place <-> point LIMIT 20`, GiST) in a cluster of its own over a socket of
 * its own, removed afterwards. `null`: PostgreSQL with PostGIS is not installed.
 */
export async function timePostgis(
  entries: Float64Array,
  groups: readonly (readonly Position[])[],
): Promise<PostgisTimes | null> {
  const binaries = binariesOf();
  if (binaries === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'undertone-postgis-'));
  // A server refuses to run as root: there, Debian's own user has it.
  const isRoot = userInfo().uid === 0;
  const as = (command: string, args: readonly string[]): [string, string[]] =>
    isRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, [...args]];
  if (isRoot) execFileSync('chown', ['postgres', folder]);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  execFileSync(...as(join(binaries, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'bench', '-E', 'UTF8']), {
    stdio: 'ignore',
    cwd: folder,
  });
  const settings = [
    'shared_buffers=512MB',
    'fsync=off',
    'jit=off',
    'listen_addresses=',
    'maintenance_work_mem=256MB',
  ];
  const options = ['-k', folder, ...settings.flatMap((setting) => ['-c', setting])].join(' ');
  const control = (...args: readonly string[]) =>
    execFileSync(...as(join(binaries, 'pg_ctl'), ['-D', data, '-w', ...args]), {
      stdio: 'ignore',
      cwd: folder,
    });
  try {
    control('-o', options, 'start');
    const sql = (input: string): string => {
      const args = ['-h', folder, '-U', 'bench', '-d', 'postgres', '-qAt', '-v', 'ON_ERROR_STOP=1'];
      const env = { ...process.env, PGOPTIONS: '-c client_min_messages=error' };
      return execFileSync(...as(join(binaries, 'psql'), args), {
        input,
        env,
        cwd: folder,
        maxBuffer: 2 ** 28,
      }).toString();
    };
    sql(setUp(entries, groups));
    const times = groups.map((_, group) =>
      sql(`SELECT unnest(timed(${group}))`).trim().split('\n').map(Number),
    );
    return { version: sql('SELECT postgis_lib_version()').trim(), times };
  } finally {
    control('-m', 'immediate', 'stop');
    rmSync(folder, { recursive: true, force: true });
  }
}

const pointOf = (lat: number, lon: number) => `SRID=4326;POINT(${lon} ${lat})`;

function setUp(entries: Float64Array, groups: readonly (readonly Position[])[]): string {
  const rows: string[] = [];
  for (let at = 0; at < entries.length; at += 2)
    rows.push(`${at / 2}\t${pointOf(entries[at]!, entries[at + 1]!)}`);
  const asked = groups.flatMap((places, group) =>
    places.map(({ lat, lon }, index) => `${group}\t${index}\t${pointOf(lat, lon)}`),
  );
  return `CREATE EXTENSION postgis;
CREATE TABLE entry (id integer PRIMARY KEY, place geography(Point, 4326));
COPY entry FROM STDIN;
${rows.join('\n')}
\\.
CREATE INDEX ON entry USING gist (place);
CREATE TABLE asked (grp integer, place_number integer, place geography(Point, 4326));
COPY asked FROM STDIN;
${asked.join('\n')}
\\.
VACUUM ANALYZE;
CREATE FUNCTION timed(which integer) RETURNS double precision[] AS $$
DECLARE each record; started timestamptz; times double precision[] := '{}';
BEGIN
  FOR round IN 1..2 LOOP
    times := '{}';
    FOR each IN SELECT place FROM asked WHERE grp = which ORDER BY place_number LOOP
      started := clock_timestamp();
      PERFORM id, entry.place <-> each.place FROM entry ORDER BY entry.place <-> each.place LIMIT 20;
      times := times || (1000 * extract(epoch FROM clock_timestamp() - started))::double precision;
    END LOOP;
  END LOOP;
  RETURN times;
END $$ LANGUAGE plpgsql;
`;
}
