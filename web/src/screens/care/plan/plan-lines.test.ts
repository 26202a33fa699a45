import { describe, expect, it, test } from 'vitest';
import { absorbLines, linesOf, moveLine, type PlanLine } from './plan-lines.ts';

const line = (id: string, text = id, phone = ''): PlanLine => ({ id, text, phone });
const texts = (lines: readonly PlanLine[]) => lines.map(({ text }) => text);

describe('lists that two devices wrote at the same time', () => {
  it('keep the lines of both, the newest list first', () => {
    expect(
      texts(
        linesOf([
          [line('a'), line('b')],
          [line('a'), line('c')],
        ]),
      ),
    ).toEqual(['a', 'b', 'c']);
  });

  it('show a line twice that both changed, each under its own id', () => {
    const both = linesOf([[line('a', 'walk')], [line('a', 'swim')]]);
    expect(texts(both)).toEqual(['walk', 'swim']);
    expect(new Set(both.map(({ id }) => id)).size).toBe(2);
  });

  it('pass over what is no list of lines', () => {
    expect(linesOf([null, 'x', [{ id: 1 }], [line('a')]])).toEqual([line('a')]);
  });
});

describe('what comes in while one is writing', () => {
  const own = new Set<string>();
  const absorb = (base: readonly PlanLine[], mine: readonly PlanLine[], theirs: readonly PlanLine[]) =>
    absorbLines(
      base,
      mine,
      theirs,
      ({ text }) => own.has(text),
      () => 'new',
    );

  it('adds their line to mine', () => {
    const found = absorb([line('a')], [line('a'), line('mine')], [line('a'), line('theirs')]);
    expect(texts(found)).toEqual(['a', 'mine', 'theirs']);
  });

  it('takes their change of a line that I left alone, and their removal of it', () => {
    expect(texts(absorb([line('a')], [line('a')], [line('a', 'changed')]))).toEqual(['changed']);
    expect(absorb([line('a')], [line('a')], [])).toEqual([]);
  });

  it('keeps my change where they removed the line, and theirs where I did', () => {
    expect(texts(absorb([line('a')], [line('a', 'mine')], []))).toEqual(['mine']);
    expect(texts(absorb([line('a')], [], [line('a', 'theirs')]))).toEqual(['theirs']);
    expect(absorb([line('a')], [], [line('a')])).toEqual([]);
  });

  it('keeps both where both changed it', () => {
    const found = absorb([line('a')], [line('a', 'mine')], [line('a', 'theirs')]);
    expect(texts(found)).toEqual(['mine', 'theirs']);
    expect(found[1]?.id).toBe('new');
  });

  it('takes what this editor saved a moment ago for its own', () => {
    own.add('wal');
    expect(texts(absorb([], [line('a', 'walk')], [line('a', 'wal')]))).toEqual(['walk']);
    expect(absorb([], [], [line('a', 'wal')])).toEqual([]);
  });
});

test('a line moves up and down, and not past the ends', () => {
  const lines = [line('a'), line('b'), line('c')];
  expect(texts(moveLine(lines, 'b', -1))).toEqual(['b', 'a', 'c']);
  expect(texts(moveLine(lines, 'b', 1))).toEqual(['a', 'c', 'b']);
  expect(moveLine(lines, 'a', -1)).toEqual(lines);
  expect(moveLine(lines, 'c', 1)).toEqual(lines);
});
