import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import * as v from 'valibot';
import { runTool } from './process.ts';
import { ROOT } from './root.ts';

const ReportSchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  numFailedTestSuites: v.number(),
  testResults: v.array(
    v.object({
      name: v.string(),
      assertionResults: v.array(v.object({ title: v.string(), status: v.string() })),
    }),
  ),
});

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Runs vitest projects, counts, and names what was skipped; a run that dies before it reports counts as one failure. */
export async function runVitest(
  projects: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv } = {},
): Promise<TestCount> {
  const folder = mkdtempSync(join(tmpdir(), 'undertone-tests-'));
  const reportPath = join(folder, 'report.json');
  const { exitCode } = await runTool(
    'vitest',
    [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`],
    ],
    { live: true, ...(options.env === undefined ? {} : { env: options.env }) },
  );
  try {
    const report = v.parse(ReportSchema, JSON.parse(readFileSync(reportPath, 'utf8')));
    const failed = report.numFailedTests;
    for (const { name, assertionResults } of report.testResults) {
      for (const { title, status } of assertionResults) {
        if (status !== 'passed' && status !== 'failed')
          console.log(`${status} ${relative(ROOT, name)}: ${title}`);
      }
    }
    return {
      passed: report.numPassedTests,
      // A file that cannot load, or an unhandled error, fails the run without failing a test.
      failed: exitCode !== 0 && failed === 0 ? Math.max(1, report.numFailedTestSuites) : failed,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
