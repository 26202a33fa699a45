import { leastDistanceKm } from '@undertone/worker/breach/countries';
import type { Act } from '@undertone/worker/breach/evaluate';
import type { Chance } from '../chance.ts';
import { DESTINATIONS, pick, timesOf, type Person } from './habits.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
export const YEAR_MS = 365 * DAY_MS;

/** Airliner and airport: what lies between the last sign-in at home and the first abroad. */
const FLIGHT_KMH = 850;
const AIRPORT_HOURS = 1.5;

/** Sign-ins on a device that was signed in before and not signed out: less than most browsers would give. */
const KNOWN_SHARE = 0.5;

interface Trip {
  readonly from: number;
  readonly to: number;
  readonly country: string;
  /** The phone goes on through its operator at home while the laptop is in the hotel's network. */
  readonly roamsHome: boolean;
}

const doneAct = (at: number, action: string, country: string | null = null): Act => ({
  ...{ at, action, outcome: 'done', subject: null, country },
});
const refusedAct = (at: number, action: string): Act => ({ ...doneAct(at, action), outcome: 'refused' });

/** A year of one person's acts that rules look at, in order. Nobody else was in the account. */
export function ordinaryYear(person: Person, chance: Chance): readonly Act[] {
  const trips = drawTrips(person, chance);
  const acts = [
    ...signInTimes(person, trips, chance).flatMap((at) => signIn(person, trips, at, chance)),
    ...exportsOf(person, chance),
    ...mishapsOf(person, chance),
  ];
  return acts.toSorted((left, right) => left.at - right.at);
}

function drawTrips({ home, tripsPerYear }: Person, chance: Chance): readonly Trip[] {
  return Array.from({ length: timesOf(tripsPerYear, chance) }, () => {
    const country = pick(DESTINATIONS, chance);
    const from = chance.next() * YEAR_MS;
    const flightMs = (leastDistanceKm(home, country) / FLIGHT_KMH + AIRPORT_HOURS) * HOUR_MS;
    const to = from + flightMs + (2 + chance.below(12)) * DAY_MS;
    return { from: from + flightMs, to, country, roamsHome: chance.happens(0.5) };
  });
}

/** By day rather than by night, and on a trip at its beginning: in the lounge, and in the hotel. */
function signInTimes(person: Person, trips: readonly Trip[], chance: Chance): readonly number[] {
  const usual = Array.from({ length: timesOf(person.signInsPerYear, chance) }, () => {
    const day = chance.below(365);
    return day * DAY_MS + (7 + (chance.next() + chance.next()) * 8) * HOUR_MS;
  });
  const abroad = trips.flatMap(({ from, to }) => {
    const flightMs = AIRPORT_HOURS * HOUR_MS;
    const times = [from + chance.next() * 3 * HOUR_MS, from + chance.next() * (to - from)];
    return chance.happens(0.3) ? [from - flightMs - chance.next() * HOUR_MS, ...times] : times;
  });
  return [...usual, ...abroad];
}

function placeAt({ home, exits, habit }: Person, trips: readonly Trip[], at: number, chance: Chance): string {
  const trip = trips.find(({ from, to }) => at >= from && at < to);
  if (trip !== undefined) return trip.roamsHome && chance.happens(0.4) ? home : trip.country;
  if (exits.length === 0) return home;
  const share = habit === 'crosses a border' ? 0.4 : habit === 'one tunnel' ? 0.7 : 0.8;
  return chance.happens(share) ? pick(exits, chance) : home;
}

function signIn(person: Person, trips: readonly Trip[], at: number, chance: Chance): readonly Act[] {
  const country = placeAt(person, trips, at, chance);
  const acts: Act[] = [];
  let moment = at;
  // A slip now and then; and the days on which nothing comes to mind.
  const slips = chance.happens(0.01) ? 2 + chance.below(9) : chance.happens(0.12) ? 1 + chance.below(2) : 0;
  for (let slip = 0; slip < slips; slip++) {
    acts.push(refusedAct(moment, 'session.refused'));
    moment += (10 + chance.below(60)) * 1000;
  }
  if (slips > 5 && chance.happens(0.5)) {
    acts.push(doneAct(moment, 'recovery.used', country));
    if (chance.happens(0.03))
      acts.push(doneAct(moment + chance.next() * DAY_MS, 'account.exported', country));
    moment += MINUTE_MS;
  }
  const isUsualDevice = chance.happens(KNOWN_SHARE);
  if (!person.hasSecondFactor) {
    acts.push({ ...doneAct(moment, 'session.started', country), isUsualDevice });
    return acts;
  }
  acts.push({ ...doneAct(moment, 'session.pending', country), isUsualDevice });
  // An authenticator whose clock went wrong refuses many times over.
  const wrong = chance.happens(0.002) ? 2 + chance.below(6) : chance.happens(0.06) ? 1 : 0;
  for (let index = 0; index < wrong; index++) {
    acts.push(refusedAct(moment, 'second-factor.refused'));
    moment += (15 + chance.below(40)) * 1000;
  }
  acts.push(doneAct(moment, 'session.started', country));
  return acts;
}

function exportsOf({ home, exportsPerYear }: Person, chance: Chance): readonly Act[] {
  return Array.from({ length: timesOf(exportsPerYear, chance) }, () => {
    const at = chance.next() * YEAR_MS;
    // A download that broke off is asked for again.
    const again = chance.happens(0.1) ? 1 + chance.below(3) : 0;
    return Array.from({ length: 1 + again }, (_, index) =>
      doneAct(at + index * 10 * MINUTE_MS, 'account.exported', home),
    );
  }).flat();
}

function mishapsOf({ home, hasSecondFactor, hasProgram }: Person, chance: Chance): readonly Act[] {
  const at = () => chance.next() * YEAR_MS;
  const times = (rate: number) => Array.from({ length: timesOf(rate, chance) }, at);
  const lostFactor = (moment: number) => [
    doneAct(moment, 'second-factor.reset', home),
    ...(chance.happens(0.05) ? [doneAct(moment + chance.next() * 3 * DAY_MS, 'account.exported', home)] : []),
  ];
  return [
    ...(hasSecondFactor ? times(0.03).flatMap(lostFactor) : []),
    ...(hasSecondFactor ? times(0.15).map((moment) => doneAct(moment, 'second-factor.removed', home)) : []),
    ...times(0.1).map((moment) => doneAct(moment, 'recovery.replaced', home)),
    // A program whose answer was lost on the way asks with the same token again.
    ...(hasProgram ? times(0.3).map((moment) => refusedAct(moment, 'token.reused')) : []),
  ];
}
