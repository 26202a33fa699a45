import { describe, expect, it } from 'vitest';
import { parseImportOrder } from './directory-import-options.ts';

const SOURCE = ['--format', 'csv', '--source', 'city', '--name', 'City', '--licence', 'CC0 1.0'];

describe('what is to be imported', () => {
  it('is a file, what it is, and whose', () => {
    expect(
      parseImportOrder(['care.csv', ...SOURCE, '--columns', 'name=Full name, lat=Y=N', '--dry-run']),
    ).toEqual({
      ...{ file: 'care.csv', server: 'http://localhost:8787', isDryRun: true },
      options: {
        ...{ format: 'csv', addOnly: false, columns: { name: 'Full name', lat: 'Y=N' } },
        source: { id: 'city', name: 'City', licence: 'CC0 1.0', isSample: false },
      },
    });
    const order = parseImportOrder([
      ...['care.csv', ...SOURCE, '--server', 'https://undertone.example/x', '--attribution', '© City'],
      ...['--country', 'GB', '--add-only'],
    ]);
    expect(order).toMatchObject({
      server: 'https://undertone.example',
      options: { country: 'GB', addOnly: true, source: { attribution: '© City' } },
    });
  });

  it.each([
    [SOURCE],
    [['a.csv', 'b.csv', ...SOURCE]],
    [['a.csv', ...SOURCE.slice(2)]],
    [['a.csv', ...SOURCE, '--format', 'xls']],
    [['a.csv', ...SOURCE, '--columns', 'shoe=Size']],
    [['a.csv', ...SOURCE, '--country', 'Germany']],
    [['a.csv', ...SOURCE, '--server', 'nowhere']],
    [['a.csv', ...SOURCE, '--force']],
  ])('%j is nothing to import', (args) => {
    expect(parseImportOrder(args)).toBeNull();
  });
});
