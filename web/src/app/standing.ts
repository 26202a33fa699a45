import { signal } from '@preact/signals';
import type { EpochMs } from '@undertone/base/clock';
import { ok } from '@undertone/base/result';
import type { CallApi } from './call-api.ts';
import type { StandingPort } from './standing-port.ts';
import type { StepUpPort } from './step-up-port.ts';
import { readPreference, writePreference } from './stored-preference.ts';

const SPONSORED = 'undertone.sponsored';

export function createStanding(callApi: CallApi, stepUp: Pick<StepUpPort, 'withStepUp'>): StandingPort {
  const deletesAt = signal<EpochMs | null>(null);
  const isSponsored = signal(readPreference(SPONSORED) !== null);
  /** Looks and acts so far, and the last of them that was shown: what began before it tells what was. */
  let begun = 0;
  let shown = 0;
  const noteAct = () => {
    shown = ++begun;
  };
  const showDeletion = (instant: string | null) => {
    deletesAt.value = instant === null ? null : (Date.parse(instant) as EpochMs);
  };
  const showSponsor = (sponsored: boolean) => {
    isSponsored.value = sponsored;
    writePreference(SPONSORED, sponsored ? 'yes' : null);
  };
  return {
    deletesAt,
    isSponsored,
    look: async () => {
      const mine = ++begun;
      const profile = await callApi('profile', {});
      if (!profile.ok || mine < shown) return;
      shown = mine;
      showDeletion(profile.value.deletesAt);
      showSponsor(profile.value.isSponsored);
    },
    forget: () => {
      noteAct();
      showDeletion(null);
      showSponsor(false);
    },
    requestDeletion: async () => {
      const requested = await stepUp.withStepUp(() => callApi('requestDeletion', {}));
      if (!requested.ok) return requested;
      noteAct();
      showDeletion(requested.value.deletesAt);
      return ok();
    },
    cancelDeletion: async () => {
      const cancelled = await callApi('cancelDeletion', {});
      if (!cancelled.ok) return cancelled;
      noteAct();
      showDeletion(null);
      return cancelled;
    },
  };
}
