import { signal } from '@preact/signals';
import type { StepUpMethod } from '@undertone/contract/second-factor';
import type { CallApi } from './call-api.ts';
import type { StepUpPort } from './step-up-port.ts';

/** One question at a time: an act that comes while one is asked waits for its answer too. */
export function createStepUp(callApi: CallApi): StepUpPort {
  const asked = signal<readonly StepUpMethod[] | null>(null);
  let waiting: ((passed: boolean) => void)[] = [];

  const ask = async (known: { readonly authSecret: string } | undefined): Promise<boolean> => {
    const reply = await callApi('stepUpMethods', {});
    if (!reply.ok || reply.value.methods.length === 0) return false;
    const { methods } = reply.value;
    if (known !== undefined && methods.includes('passphrase')) {
      return (await callApi('stepUp', { body: { method: 'passphrase', ...known } })).ok;
    }
    return new Promise((resolve) => {
      waiting.push(resolve);
      asked.value = methods;
    });
  };

  return {
    asked,
    settle: (passed) => {
      const settled = waiting;
      waiting = [];
      asked.value = null;
      for (const resolve of settled) resolve(passed);
    },
    withStepUp: async (act, known) => {
      const first = await act();
      if (first.ok || first.error.code !== 'step-up-required') return first;
      return (await ask(known)) ? act() : first;
    },
  };
}
