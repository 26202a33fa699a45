import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/** The packages whose `node_modules/.bin` holds tools; `.` is the root. */
export type ToolHome = '.' | 'web' | 'worker' | 'e2e' | 'simulation';

export interface ToolOptions {
  readonly home?: ToolHome;
  readonly env?: NodeJS.ProcessEnv;
  /** A process group of its own, so that a signal to `-pid` reaches the tool's children as well. */
  readonly ownGroup?: boolean;
}

export interface Finished {
  readonly exitCode: number;
  readonly output: string;
  readonly seconds: number;
}

function toolPath(tool: string, home: ToolHome): string {
  return join(ROOT, home, 'node_modules', '.bin', tool);
}

/** Starts a tool from the root of the checkout without waiting; its output comes through pipes. */
export function startTool(tool: string, args: readonly string[], options: ToolOptions = {}): ChildProcess {
  return spawn(toolPath(tool, options.home ?? '.'), args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: options.ownGroup ?? false,
    env: { ...process.env, ...options.env },
  });
}

/** Runs a tool to its end; `live` lets its output through as it comes. */
export function runTool(
  tool: string,
  args: readonly string[],
  options: ToolOptions & { readonly live?: boolean } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const child = startTool(tool, args, options);
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      if (options.live) process.stderr.write(chunk);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    const finish = (exitCode: number) =>
      resolve({ exitCode, output, seconds: (performance.now() - startedAt) / 1000 });
    child.on('error', (error) => {
      output += String(error);
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}
