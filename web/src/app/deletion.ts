import { signal } from '@preact/signals';
import type { EpochMs } from '@undertone/base/clock';
import { ok } from '@undertone/base/result';
import type { CallApi } from './call-api.ts';
import type { DeletionPort } from './deletion-port.ts';
import type { StepUpPort } from './step-up-port.ts';

export function createDeletion(callApi: CallApi, stepUp: Pick<StepUpPort, 'withStepUp'>): DeletionPort {
  const deletesAt = signal<EpochMs | null>(null);
  const show = (instant: string | null) => {
    deletesAt.value = instant === null ? null : (Date.parse(instant) as EpochMs);
  };
  return {
    deletesAt,
    forget: () => show(null),
    look: async () => {
      const profile = await callApi('profile', {});
      if (profile.ok) show(profile.value.deletesAt);
    },
    request: async () => {
      const requested = await stepUp.withStepUp(() => callApi('requestDeletion', {}));
      if (!requested.ok) return requested;
      show(requested.value.deletesAt);
      return ok();
    },
    cancel: async () => {
      const cancelled = await callApi('cancelDeletion', {});
      if (cancelled.ok) show(null);
      return cancelled;
    },
  };
}
