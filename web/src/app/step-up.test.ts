import { err, ok } from '@undertone/base/result';
import { expect, it } from 'vitest';
import { createFakeCallApi } from './fake-services.ts';
import { createStepUp } from './step-up.ts';

const REQUIRED = err({ code: 'step-up-required' } as const);

function actThatAsks() {
  const calls = { count: 0 };
  const act = async () => (calls.count++ === 0 ? REQUIRED : ok('done'));
  return { act, calls };
}

it('runs an act that nobody asks about once, and asks nothing', async () => {
  const stepUp = createStepUp(createFakeCallApi({}));
  expect(await stepUp.withStepUp(async () => ok(1))).toEqual(ok(1));
  expect(await stepUp.withStepUp(async () => err({ code: 'offline' }))).toEqual(err({ code: 'offline' }));
  expect(stepUp.asked.value).toBeNull();
});

it('asks, and runs the act again once it was shown', async () => {
  const stepUp = createStepUp(createFakeCallApi({ stepUpMethods: () => ok({ methods: ['totp'] }) }));
  const { act, calls } = actThatAsks();
  const done = stepUp.withStepUp(act);
  await expect.poll(() => stepUp.asked.value).toEqual(['totp']);
  stepUp.settle(true);
  expect(await done).toEqual(ok('done'));
  expect(calls.count).toBe(2);
  expect(stepUp.asked.value).toBeNull();
});

it('leaves the act undone where the person goes back, or the server has no way to ask', async () => {
  const stepUp = createStepUp(createFakeCallApi({ stepUpMethods: () => ok({ methods: ['totp'] }) }));
  const { act, calls } = actThatAsks();
  const done = stepUp.withStepUp(act);
  await expect.poll(() => stepUp.asked.value).not.toBeNull();
  stepUp.settle(false);
  expect(await done).toEqual(REQUIRED);
  expect(calls.count).toBe(1);
  expect(await createStepUp(createFakeCallApi({})).withStepUp(actThatAsks().act)).toEqual(REQUIRED);
});

it('asks once for two acts that come together', async () => {
  const stepUp = createStepUp(createFakeCallApi({ stepUpMethods: () => ok({ methods: ['email-code'] }) }));
  const both = [stepUp.withStepUp(actThatAsks().act), stepUp.withStepUp(actThatAsks().act)];
  await expect.poll(() => stepUp.asked.value).not.toBeNull();
  await Promise.resolve();
  stepUp.settle(true);
  expect(await Promise.all(both)).toEqual([ok('done'), ok('done')]);
});

it('asks nobody twice for a passphrase that was typed for the act', async () => {
  const sent: unknown[] = [];
  const stepUp = createStepUp(
    createFakeCallApi({
      stepUpMethods: () => ok({ methods: ['passphrase'] }),
      stepUp: ({ body }) => {
        sent.push(body);
        return ok(undefined);
      },
    }),
  );
  const authSecret = 'A'.repeat(43);
  expect(await stepUp.withStepUp(actThatAsks().act, { authSecret })).toEqual(ok('done'));
  expect(sent).toEqual([{ method: 'passphrase', authSecret }]);
  expect(stepUp.asked.value).toBeNull();
});
