import { expect, it } from 'vitest';
import { readCsvHead } from './csv-head.ts';

it('reads a heading and the rows after it, with quotes, line breaks and a byte order mark', () => {
  const text = '\uFEFFid,name,street\r\n1,"Dr. Ana ""Ani"" Ruiz","Calle 1,\r\n2º"\r\n2,Ben,\r\n';
  expect(readCsvHead(text, 3, true)).toEqual({
    heading: ['id', 'name', 'street'],
    rows: [
      ['1', 'Dr. Ana "Ani" Ruiz', 'Calle 1,\r\n2º'],
      ['2', 'Ben', ''],
    ],
  });
});

it('tells by the heading what parts the columns', () => {
  expect(readCsvHead('id;name, first;tel\n', 3, true)?.heading).toEqual(['id', 'name, first', 'tel']);
  expect(readCsvHead('id\tname\n', 3, true)?.heading).toEqual(['id', 'name']);
});

it('shows no row of which the end was not read', () => {
  expect(readCsvHead('id,name\n1,Ana\n2,Be', 3, false)?.rows).toEqual([['1', 'Ana']]);
  expect(readCsvHead('id,name\n1,Ana\n2,Ben', 3, true)?.rows).toHaveLength(2);
});

it('shows as many rows as were asked for', () => {
  expect(readCsvHead('id,name\n1,a\n2,b\n3,c\n', 2, true)?.rows).toHaveLength(2);
});

it('takes nothing for a heading that has no columns', () => {
  expect(readCsvHead('{"elements": []}', 3, true)).toBeNull();
  expect(readCsvHead('', 3, true)).toBeNull();
});
