import { AGREEMENT_LEVELS } from '@undertone/emotion/agreement-words';
import type { Condition } from './study-fusion.ts';
import type { Study, StudyOptions } from './study-run.ts';

const CONDITION_NAMES: Readonly<Record<Condition, string>> = {
  clean: 'as drawn',
  missing: 'each missing in 1 of 3',
  corrupted: 'each of another label in 1 of 5',
  'corrupted-and-poor': 'the same, seen to be poor captures',
};

/** A study as a page in Markdown. */
export function studyPage(
  studies: readonly { readonly title: string; readonly study: Study }[],
  { seed, perLabel }: StudyOptions,
): string {
  return [
    '# What fusion gains: a simulated study',
    '',
    `Made by \`npm run -s study -- fusion FILES --seed ${seed} --per-label ${perLabel} --write\` from what \`npm run -s evaluate -- text|voice|face … --predictions FILE\` wrote. Nobody recorded these moments: items of one label from different corpora and people are put together by chance, so the modalities err independently, which those of one person do not quite. Read the gains as the most that fusion can give.`,
    '',
    'Only rows that no model was fitted on, split in two halves with no person in both (a corpus of one person is in the first only): reliabilities are fitted on one by the rule of [ADR 7](adr/0007-measured-reliability.md), and the moments are drawn from the other, as many of each label, corpus by corpus alike. "Right" counts an abstention as wrong; the columns before it are over what was answered.',
    ...studies.flatMap(({ title, study: each }) => ['', `## ${title}`, '', ...studySection(each)]),
    '',
  ].join('\n');
}

function studySection(study: Study): readonly string[] {
  const { rows, gains, agreement, learning } = study;
  return [
    `Items: ${Object.entries(study.items)
      .map(([name, count]) => `${name} ${count}`)
      .join(
        ', ',
      )}. Moments: ${study.labels} labels × ${study.perLabel}. Reliabilities fitted: ${numbers(study.reliability)}.`,
    '',
    '| captures | modalities | answered | accuracy | UAR | ECE | at p ≥ .7: share, accuracy | right | log loss |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.map(
      ({ condition, modalities, figures }) =>
        `| ${CONDITION_NAMES[condition]} | ${modalities.join(' + ')} | ${three(figures.answered)} | ${three(figures.accuracy)} | ${three(figures.uar)} | ${three(figures.ece)} | ${three(figures.sure.share)}, ${three(figures.sure.accuracy)} | ${three(figures.right)} | ${three(figures.logLoss)} |`,
    ),
    '',
    '| captures | all together over the best single | gain in right ± standard error |',
    '|---|---|---|',
    ...gains.map(
      ({ condition, over, gain, standardError }) =>
        `| ${CONDITION_NAMES[condition]} | over ${over} | ${gain < 0 ? '−' : '+'}${three(Math.abs(gain))} ± ${three(standardError)} |`,
    ),
    '',
    '**Agreement.** What is said of all together, as drawn and with one modality replaced by one of another label:',
    '',
    `| moments | ${AGREEMENT_LEVELS.join(' | ')} | a difference is named | and names the replaced one first |`,
    `|---|${AGREEMENT_LEVELS.map(() => '---|').join('')}---|---|`,
    ...[['as drawn', agreement.clean] as const, ['one replaced', agreement.oneReplaced] as const].map(
      ([name, figures]) =>
        `| ${name} | ${AGREEMENT_LEVELS.map((level) => three(figures.levels[level])).join(' | ')} | ${three(figures.named)} | ${three(figures.foundOddOne)} |`,
    ),
    '',
    `**Learning.** ${study.people} imagined people with 9 corrections of each label, for whom one modality misleads (4 of 5 of its items are of another label), and 10 moments of each label after:`,
    '',
    '| misleading | right by default | right as learnt | log loss by default | as learnt | mean reliability learnt |',
    '|---|---|---|---|---|---|',
    ...learning.map(
      ({ misleading, right, logLoss, reliability }) =>
        `| ${misleading} | ${three(right.byDefault)} | ${three(right.learnt)} | ${three(logLoss.byDefault)} | ${three(logLoss.learnt)} | ${numbers(reliability)} |`,
    ),
  ];
}

function numbers(byName: Readonly<Record<string, number>>): string {
  return Object.entries(byName)
    .map(([name, value]) => `${name} ${value.toFixed(2)}`)
    .join(', ');
}

function three(value: number | null): string {
  if (value === null) return '–';
  return value.toFixed(3).replace(/^0/, '');
}
