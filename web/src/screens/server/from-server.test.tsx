// @vitest-environment happy-dom
import { ok, type Result } from '@undertone/base/result';
import { expect, it } from 'vitest';
import type { ApiFailure } from '../../app/call-api.ts';
import { button, press, settle, show } from '../../ui/render-in-dom.testkit.tsx';
import { FromServer } from './from-server.tsx';

it('believes the load that began last, whichever is answered first', async () => {
  const answers: ((value: string) => void)[] = [];
  const load = () =>
    new Promise<Result<string, ApiFailure>>((resolve) => {
      answers.push((value) => resolve(ok(value)));
    });
  const page = await show(
    <FromServer load={load}>
      {(value, reload) => (
        <button type="button" onClick={() => void reload()}>
          {value}
        </button>
      )}
    </FromServer>,
  );
  answers[0]!('at first');
  await settle();
  await press(button('at first'));
  await press(button('at first'));
  answers[2]!('after both');
  await settle();
  answers[1]!('after one');
  await settle();
  expect(page.textContent).toBe('after both');
});
