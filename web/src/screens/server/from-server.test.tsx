// @vitest-environment happy-dom
import { err, ok, type Result } from '@undertone/base/result';
import { beforeAll, expect, it } from 'vitest';
import type { ApiFailure } from '../../app/call-api.ts';
import { loadOnDemandWords } from '../../app/i18n.ts';
import { button, press, settle, show } from '../../ui/render-in-dom.testkit.tsx';
import { FromServer } from './from-server.tsx';

beforeAll(loadOnDemandWords);

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

it('keeps what is shown when a later load fails, and says so until one succeeds', async () => {
  let reply: Result<string, ApiFailure> = ok('shown this once');
  const page = await show(
    <FromServer load={async () => reply}>
      {(value, reload) => (
        <button type="button" onClick={() => void reload()}>
          {value}
        </button>
      )}
    </FromServer>,
  );
  reply = err({ code: 'offline' });
  await press(button('shown this once'));
  expect(page.textContent).toContain('shown this once');
  expect(page.textContent).toContain('The server cannot be reached');
  reply = ok('anew');
  await press(button('Try again'));
  expect(page.textContent).toBe('anew');
});
