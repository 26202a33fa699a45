import { signal } from '@preact/signals';
import { err, ok } from '@undertone/base/result';
import type { SaveFailure } from './journal-port.ts';
import type { ProfilePort } from './profile-port.ts';

export interface FakeProfileOptions {
  readonly profile?: Readonly<Record<string, readonly unknown[]>>;
  /** Every save fails this way. */
  readonly failure?: SaveFailure | null;
}

/** The profile in memory, of one device. */
export function createFakeProfile({ profile = {}, failure = null }: FakeProfileOptions): ProfilePort {
  const values = signal<ReadonlyMap<string, readonly unknown[]>>(new Map(Object.entries(profile)));
  return {
    values,
    async write(field, value) {
      if (failure !== null) return err(failure);
      values.value = new Map(values.value).set(field, [value]);
      return ok();
    },
  };
}
