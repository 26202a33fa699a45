import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';

type Cell = string | number;
export type Row = Readonly<Record<string, Cell>>;

/** The value below which a share of the samples lies (nearest rank). Samples need not be sorted. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('no samples');
  return value;
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** A row of what the page and its workers hold, bytes; `null` where the browser does not say. */
export function heldRow(what: string, bytes: number | null): Row {
  return { what, 'memory MB': bytes === null ? 'not told' : round(bytes / 1e6, 1) };
}

/** Prints the table and writes it to bench/results/<name>.json with the machine it was made on. */
export function report(name: string, title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  console.table(rows);
  const folder = new URL('results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const machine = {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    node: process.version,
    /** Processes that wanted to run, this benchmark's own included: far above the cores, times say little. */
    loadAverage: round(loadavg()[0] ?? 0, 1),
    platform: `${process.platform} ${process.arch}`,
  };
  const command = `npm run bench -- ${name}`;
  writeFileSync(
    fileURLToPath(new URL(`${name}.json`, folder)),
    `${JSON.stringify({ title, command, machine, rows }, null, 2)}\n`,
  );
}
