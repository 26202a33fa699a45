import { systemClock } from '@undertone/base/clock';
import { composeServices } from './compose.ts';
import { start } from './start.tsx';

await start(await composeServices(), systemClock);
