import { expect, it } from 'vitest';
import { committedFigures, goalTable, readingTable } from './reading-figures.ts';

it('finds what each reading takes, first and warm, in the committed results', () => {
  const rows = readingTable(committedFigures);
  const measured = ['warm, from', 'cold: first', 'first ever', 'its network alone, WASM, one'].map((start) =>
    rows.find(({ what }) => String(what).startsWith(start)),
  );
  const times = expect.stringMatching(/^\d/);
  const whole = { '40 words': times, '5 s of voice': times, 'a 640 × 480 frame': times };
  expect(measured).toEqual(measured.map(() => expect.objectContaining(whole)));
});

it('says where a figure was not measured, and where an aim was missed', () => {
  const { manifestOf } = committedFigures;
  const nothing = readingTable({ manifestOf, rowsOf: () => [] });
  expect(nothing[0]).toMatchObject({ '40 words': 'not measured yet' });
  const worse = goalTable({
    ...committedFigures,
    manifestOf: (id) => ({
      ...manifestOf(id),
      evaluation: manifestOf(id).evaluation.map((run) => ({ ...run, figures: { ...run.figures, uar: 0.1 } })),
    }),
  });
  expect(worse.filter(({ met }) => met === 'no').map(({ measured }) => measured)).toEqual([0.1, 0.1, 0.1]);
});

it('has every aim met by the committed models', () => {
  expect(goalTable(committedFigures).filter(({ met }) => met !== 'yes')).toEqual([]);
});
