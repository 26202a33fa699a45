import { systemClock, type Clock, type EpochMs } from '@undertone/base/clock';
import { isScenario, SCENARIOS } from './fake-scenarios.ts';
import { createFakeServices } from './fake-services.ts';
import { start } from './start.tsx';

/** The app on fakes, for looking at a state: `fakes.html?scenario=offline&at=/journal&now=2026-05-04T19:20`. */
const query = new URLSearchParams(window.location.search);
const name = query.get('scenario') ?? 'some';
const moment = query.get('now');
const clock: Clock = moment === null ? systemClock : { now: () => Date.parse(moment) as EpochMs };

history.replaceState(null, '', query.get('at') ?? '/');
await start(createFakeServices({ clock, ...(isScenario(name) ? SCENARIOS[name](clock) : {}) }), clock);
