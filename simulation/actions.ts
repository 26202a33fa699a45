import fc from 'fast-check';

/** What can happen to a device, a person or the server between any two steps. */
export type Action =
  | { readonly kind: 'create'; readonly device: number }
  | { readonly kind: 'edit'; readonly device: number; readonly record: number; readonly settle: boolean }
  | { readonly kind: 'feel'; readonly device: number; readonly record: number }
  | { readonly kind: 'delete' | 'undelete' | 'erase'; readonly device: number; readonly record: number }
  | { readonly kind: 'sync' | 'kill' | 'second-tab' | 'sign-out' | 'sign-in'; readonly device: number }
  | { readonly kind: 'go-offline' | 'go-online' | 'expire-session'; readonly device: number }
  | { readonly kind: 'set-clock'; readonly device: number; readonly errorDays: number }
  | { readonly kind: 'consent'; readonly device: number; readonly granted: boolean }
  | { readonly kind: 'set-quota'; readonly chars: number | null }
  | { readonly kind: 'back-up-server' | 'restore-server' | 'outdate-clients' | 'update-clients' }
  | { readonly kind: 'wait' };

/** An action, and how many steps of everything else pass before the next. */
export interface Scene {
  readonly action: Action;
  readonly steps: number;
}

/** Everything about one run, so that fast-check can shrink it and a seed can replay it. */
export interface Schedule {
  readonly seed: number;
  readonly deviceCrashes: number;
  readonly serverCrashes: number;
  readonly foul: boolean;
  readonly scenes: readonly Scene[];
}

export const DEVICES = 3;
/** Few, so that devices meet over them. */
const RECORDS = 2;

const device = fc.nat(DEVICES - 1);
const record = fc.nat(RECORDS - 1);

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('create' as const), device }) },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('edit' as const), device, record, settle: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('feel' as const), device, record }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('delete' as const, 'delete' as const, 'undelete' as const, 'erase' as const),
      device,
      record,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'sync' as const,
        'sync' as const,
        'kill' as const,
        'second-tab' as const,
        'sign-out' as const,
        'sign-in' as const,
      ),
      device,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('go-offline' as const, 'go-online' as const, 'expire-session' as const),
      device,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('set-clock' as const),
      device,
      errorDays: fc.integer({ min: -4000, max: 4000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('consent' as const), device, granted: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('set-quota' as const),
      chars: fc.constantFrom(0, 1_500, 4_000, null),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'back-up-server' as const,
        'restore-server' as const,
        'outdate-clients' as const,
        'update-clients' as const,
      ),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'wait' as const }) },
);

export const schedule: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.integer(),
  deviceCrashes: fc.constantFrom(0, 0, 0.01, 0.05),
  serverCrashes: fc.constantFrom(0, 0, 0.05),
  foul: fc.boolean(),
  // Without a size fast-check prefers arrays of a few, in which little can go wrong.
  scenes: fc.array(fc.record({ action, steps: fc.nat(25) }), { minLength: 3, maxLength: 32, size: 'max' }),
});
