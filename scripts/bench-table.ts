import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { committedFigures, goalTable, readingTable } from './reading-figures.ts';
import { ROOT } from './root.ts';

/** What `report` of bench/report.ts writes. */
interface Result {
  readonly title: string;
  readonly command: string;
  readonly machine: {
    readonly cores: number;
    readonly processor: string;
    readonly node: string;
    readonly platform: string;
    readonly loadAverage?: number;
  };
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

const PAGE = join(ROOT, 'bench', 'README.md');

/** A GitHub table of the rows; a column is there when any row has it. */
export function toTable(rows: Result['rows']): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const isNumber = columns.map((column) => rows.some((row) => typeof row[column] === 'number'));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns),
    line(isNumber.map((numeric) => (numeric ? '--:' : '---'))),
    ...rows.map((row) => line(columns.map((column) => String(row[column] ?? '').replaceAll('|', '\\|')))),
  ].join('\n');
}

function toSection({ title, command, machine, rows }: Result): string {
  const load = machine.loadAverage === undefined ? '' : `, load ${machine.loadAverage}`;
  const made = `\`${command}\` on ${machine.cores} cores (${machine.processor}${load}), Node ${machine.node.slice(1)}`;
  return `**${title}**\n\n${toTable(rows)}\n\n${made}`;
}

/** Copies every result of bench/results into bench/README.md, so that no figure there is typed by hand. */
export function writeBenchTables(): void {
  const sections = globSync('bench/results/*.json', { cwd: ROOT })
    .sort()
    .map((path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Result)
    .filter(({ rows }) => Array.isArray(rows))
    .map(toSection);
  const page = readFileSync(PAGE, 'utf8');
  const readings = [readingTable(committedFigures), goalTable(committedFigures)].map(toTable);
  writeFileSync(PAGE, fill(fill(page, 'readings', readings), 'results', sections));
}

/** Puts the parts between the marks of that name. */
function fill(page: string, mark: string, parts: readonly string[]): string {
  const [start, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const [before, after] = [page.indexOf(start), page.indexOf(end)];
  if (before === -1 || after < before) throw new Error(`${PAGE} has no ${start} … ${end}`);
  return `${page.slice(0, before)}${start}\n\n${parts.join('\n\n')}\n\n${page.slice(after)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeBenchTables();
