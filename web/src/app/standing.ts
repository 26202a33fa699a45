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
  /** Acts so far: a look that began before the last of them tells what was. */
  let acts = 0;
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
      const before = acts;
      const profile = await callApi('profile', {});
      if (!profile.ok || before !== acts) return;
      showDeletion(profile.value.deletesAt);
      showSponsor(profile.value.isSponsored);
    },
    forget: () => {
      acts++;
      showDeletion(null);
      showSponsor(false);
    },
    requestDeletion: async () => {
      const requested = await stepUp.withStepUp(() => callApi('requestDeletion', {}));
      if (!requested.ok) return requested;
      acts++;
      showDeletion(requested.value.deletesAt);
      return ok();
    },
    cancelDeletion: async () => {
      const cancelled = await callApi('cancelDeletion', {});
      if (!cancelled.ok) return cancelled;
      acts++;
      showDeletion(null);
      return cancelled;
    },
  };
}
