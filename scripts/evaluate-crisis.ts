import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findCrisis } from '@undertone/inference/crisis/find-crisis';
import { MODELS_FOLDER } from './node-models.ts';

const LEVELS = ['none', 'concern', 'emergency'] as const;
const LANGUAGES = ['en', 'es'] as const;
const SETS = ['dev', 'heldout', 'hard'] as const;

type Level = (typeof LEVELS)[number];

export interface CrisisPhrase {
  readonly level: Level;
  readonly about: 'self' | 'other' | '-';
  readonly text: string;
}

export interface CrisisSetMetrics {
  readonly rows: number;
  /** Of emergencies: share that was found at all, and share found as an emergency. */
  readonly emergencyFound: number;
  readonly emergencyAsEmergency: number;
  /** Of concerns: share that was found at all. */
  readonly concernFound: number;
  /** Of concerns: share taken for an emergency. */
  readonly concernAsEmergency: number;
  /** Of phrases that mean nothing of the kind: share found all the same. */
  readonly falselyFound: number;
  /** Of what was found: share with the right person. */
  readonly aboutRight: number;
  readonly counts: Readonly<Record<Level, number>>;
}

export interface CrisisMetrics {
  readonly sets: Readonly<Record<string, CrisisSetMetrics>>;
  /** How often it speaks up in ordinary text, per 1,000 lines; `null` without such text. */
  readonly ordinary: { readonly lines: number; readonly emergency: number; readonly concern: number } | null;
  /** Milliseconds for 200 ordinary words. */
  readonly milliseconds: { readonly p50: number; readonly p95: number };
  /** SHA-256 of the held-out phrases, English then Spanish. */
  readonly heldout: readonly string[];
}

/** Only totals: nobody is to look at single held-out phrases. */
export async function measureCrisis(ordinaryLines: readonly string[]): Promise<CrisisMetrics> {
  const sets: Record<string, CrisisSetMetrics> = {};
  for (const set of SETS) {
    for (const language of LANGUAGES) {
      sets[`${set}.${language}`] = metricsOf(parsePhrases(await readSet(set, language)));
    }
  }
  const heldout = await Promise.all(
    LANGUAGES.map(async (language) =>
      createHash('sha256')
        .update(await readSet('heldout', language))
        .digest('hex'),
    ),
  );
  return { sets, ordinary: ordinaryRate(ordinaryLines), milliseconds: await timeOf(), heldout };
}

function readSet(set: (typeof SETS)[number], language: (typeof LANGUAGES)[number]): Promise<string> {
  return readFile(join(MODELS_FOLDER, 'crisis-phrases', 'phrases', `${set}-${language}.tsv`), 'utf8');
}

/** `level`, `about`, `group` and `text`, tab-separated, under a line of their names. Throws on any other line. */
export function parsePhrases(tsv: string): readonly CrisisPhrase[] {
  const [, ...lines] = tsv.trimEnd().split('\n');
  return lines.map((line, index) => {
    const [level, about, , text, ...more] = line.split('\t');
    const known = LEVELS.find((each) => each === level);
    const isComplete = text !== undefined && more.length === 0;
    if (known === undefined || !isComplete || (about !== 'self' && about !== 'other' && about !== '-'))
      throw new Error(`line ${index + 2} is no phrase`);
    return { level: known, about, text };
  });
}

export function metricsOf(phrases: readonly CrisisPhrase[]): CrisisSetMetrics {
  const read = phrases.map((phrase) => ({ ...phrase, finding: findCrisis(phrase.text) }));
  const of = (level: Level) => read.filter((each) => each.level === level);
  const share = (rows: typeof read, is: (row: (typeof read)[number]) => boolean) =>
    rows.length === 0 ? 0 : rows.filter(is).length / rows.length;
  const isFound = ({ finding }: (typeof read)[number]) => finding !== null;
  const isEmergency = ({ finding }: (typeof read)[number]) => finding?.level === 'emergency';
  return {
    rows: phrases.length,
    emergencyFound: share(of('emergency'), isFound),
    emergencyAsEmergency: share(of('emergency'), isEmergency),
    concernFound: share(of('concern'), isFound),
    concernAsEmergency: share(of('concern'), isEmergency),
    falselyFound: share(of('none'), isFound),
    aboutRight: share(
      read.filter((row) => isFound(row) && row.level !== 'none'),
      ({ about, finding }) => (about === 'other') === (finding?.about === 'someone-else'),
    ),
    counts: { none: of('none').length, concern: of('concern').length, emergency: of('emergency').length },
  };
}

function ordinaryRate(lines: readonly string[]): CrisisMetrics['ordinary'] {
  if (lines.length === 0) return null;
  const findings = lines.map((line) => findCrisis(line)?.level);
  const per1000 = (level: Level) => (1_000 * findings.filter((each) => each === level).length) / lines.length;
  return { lines: lines.length, emergency: per1000('emergency'), concern: per1000('concern') };
}

/** Ordinary phrases of the development sets, until there are 200 words. */
async function timeOf(): Promise<CrisisMetrics['milliseconds']> {
  const phrases = [
    ...parsePhrases(await readSet('dev', 'en')),
    ...parsePhrases(await readSet('dev', 'es')),
  ].filter(({ level }) => level === 'none');
  const text = phrases
    .map((phrase) => phrase.text)
    .join('. ')
    .split(' ')
    .slice(0, WORDS)
    .join(' ');
  const times: number[] = [];
  for (let run = 0; run < WARM_UP + RUNS; run += 1) {
    const from = performance.now();
    findCrisis(text);
    if (run >= WARM_UP) times.push(performance.now() - from);
  }
  times.sort((left, right) => left - right);
  return { p50: times[RUNS / 2]!, p95: times[Math.floor(RUNS * 0.95)]! };
}

const WORDS = 200;
const WARM_UP = 50;
const RUNS = 400;
