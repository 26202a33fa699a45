import { runTool } from './process.ts';

const { exitCode } = await runTool('oxfmt', [], { live: true });
process.exit(exitCode);
