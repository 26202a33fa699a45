import { HABITS } from './habits.ts';
import type { BreachStudy } from './breach-study.ts';

/** The study as a page in Markdown. */
export function breachPage(study: BreachStudy, command: string): string {
  const { accounts, signIns, people, rules, attacks, networks } = study;
  return [
    '# What the breach rules raise: a simulated year',
    '',
    `Made by \`${command}\`. Nobody lived this year: ${accounts} imagined people sign in ${signIns} times, mistype, forget, travel, roam, change tunnels, export and lose phones, at rates that \`simulation/breach/habits.ts\` and \`ordinary-year.ts\` state and that are assumptions, not measurements. The rules (\`worker/src/breach/rules.ts\`) and their evaluation are the very code of the Worker. Every alarm of the year is a false one. Read the figures as what kind of use sets a rule off and how the rules compare, not as a promise.`,
    '',
    `Accounts with at least one false alarm: ${figure(study.alarmedPerThousand)} of 1,000 in the year; locked by one: ${figure(study.lockedPerThousand)} of 1,000.`,
    '',
    '## False alarms in a year of 1,000 accounts',
    '',
    `| rule | does | all | ${HABITS.map((habit) => `${habit} (${people[habit]})`).join(' | ')} |`,
    `|---|---|---|${HABITS.map(() => '---').join('|')}|`,
    ...rules.map(
      ({ rule, response, perThousand, byHabit }) =>
        `| ${rule} | ${response} | ${figure(perThousand)} | ${HABITS.map((habit) => figure(byHabit[habit])).join(' | ')} |`,
    ),
    '',
    'Each column of a habit is per 1,000 people of that habit; how many there were stands in brackets.',
    '',
    '## Scripted attacks',
    '',
    'Each is played in a year of its own, at a random moment, an hour after the owner signed in at home.',
    '',
    '| attack | found | locked | by |',
    '|---|---|---|---|',
    ...attacks.map(
      ({ name, plays, found, locked, rules: by }) =>
        `| ${name} | ${found} of ${plays} | ${locked} | ${by.length === 0 ? 'none' : by.join(', ')} |`,
    ),
    '',
    '## Many accounts from one address',
    '',
    'Wrong passphrases of different accounts within an hour, all members of a network failing there and nowhere else.',
    '',
    '| one address of | accounts | networks | the most within an hour | events in a year of one network |',
    '|---|---|---|---|---|',
    ...networks.map(
      ({ name, accounts: members, networks: count, most, perYear }) =>
        `| ${name} | ${members} | ${count} | ${most} | ${figure(perYear)} |`,
    ),
    '',
  ].join('\n');
}

function figure(value: number): string {
  return value === 0 ? '0' : value.toFixed(value < 10 ? 1 : 0);
}
